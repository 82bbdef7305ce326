namespace ActorBackfill.Host.Serving;

/// <summary><c>batch_processing { ... }</c>: the limits of submitted jobs. The names are those of the system that this replaces.</summary>
internal sealed record BatchProcessing
{
    /// <summary>Gets the jobs that run at a time. Key <c>max_concurrent_jobs</c>; 1 to 100; default 3.</summary>
    public int MaxConcurrentJobs { get; init; } = 3;

    /// <summary>Gets the items of a job at a time, over all its sources. Key <c>max_concurrent_per_job</c>; 1 to 1,024; default 5.</summary>
    public int MaxConcurrentPerJob { get; init; } = 5;

    /// <summary>Gets whether background collections are taken. Key <c>enable_background_collection</c>; default true.</summary>
    public bool EnableBackgroundCollection { get; init; } = true;

    /// <summary>Gets whether a job looks at several pages at once. Key <c>enable_parallel_scraping</c>; default true; otherwise one page at a time.</summary>
    public bool EnableParallelScraping { get; init; } = true;

    /// <summary>Gets the identifiers of one request to the API. Key <c>api_batch_size</c>; 1 to 1,000; default 50.</summary>
    public int ApiBatchSize { get; init; } = 50;

    /// <summary>Gets the requests a second to the API, over all jobs. Key <c>api_rate_limit</c>; above 0, at most 1,000; default 2.0.</summary>
    public double ApiRateLimit { get; init; } = 2.0;

    /// <summary>Gets the connections to the API. Key <c>api_connection_pool_size</c>; 1 to 1,024; default 20.</summary>
    public int ApiConnectionPoolSize { get; init; } = 20;

    /// <summary>Gets the pages that are open at a time, over all jobs. Key <c>scraper_pool_size</c>; 1 to 64; default 4.</summary>
    public int ScraperPoolSize { get; init; } = 4;

    /// <summary>Gets the pages a second, over all jobs. Key <c>scraper_rate_limit</c>; above 0, at most 1,000; default 1.0.</summary>
    public double ScraperRateLimit { get; init; } = 1.0;

    /// <summary>Gets how long one page may take, in seconds. Key <c>scraper_timeout</c>; 0.001 to 3,600; default 30.0.</summary>
    public double ScraperTimeoutSeconds { get; init; } = 30.0;

    /// <summary>Gets true: nothing is ever answered from a cache. Key <c>cache_disabled</c>; false is refused.</summary>
    public bool CacheDisabled { get; init; } = true;

    /// <summary>Gets whether the API's rate is lowered when it refuses or slows down. Key <c>adaptive_rate_limiting</c>; default true.</summary>
    public bool AdaptiveRateLimiting { get; init; } = true;

    /// <summary>Gets true: connections are kept and used again. Key <c>connection_pooling</c>; false is refused.</summary>
    public bool ConnectionPooling { get; init; } = true;
}
