using ActorBackfill.Hocon;
using ActorBackfill.Host.JobFiles;

namespace ActorBackfill.Host.Serving;

/// <summary>Reads <c>batch_processing { ... }</c>.</summary>
internal static class BatchProcessingReader
{
    /// <summary>Reads the block.</summary>
    /// <param name="block">The block; null means that all is as by default.</param>
    public static BatchProcessing Read(HoconObjectReader? block)
    {
        var standard = new BatchProcessing();
        return block is null ? standard : new BatchProcessing
        {
            MaxConcurrentJobs = block.IntegerWithin("max_concurrent_jobs", standard.MaxConcurrentJobs, 1, 100),
            MaxConcurrentPerJob = block.IntegerWithin("max_concurrent_per_job", standard.MaxConcurrentPerJob, 1, JobFileContext.MaxWorkers),
            EnableBackgroundCollection = block.Boolean("enable_background_collection", standard.EnableBackgroundCollection),
            EnableParallelScraping = block.Boolean("enable_parallel_scraping", standard.EnableParallelScraping),
            ApiBatchSize = block.IntegerWithin("api_batch_size", standard.ApiBatchSize, 1, 1_000),
            ApiRateLimit = block.RealWithin("api_rate_limit", standard.ApiRateLimit, 0.001, 1_000),
            ApiConnectionPoolSize = block.IntegerWithin("api_connection_pool_size", standard.ApiConnectionPoolSize, 1, JobFileContext.MaxWorkers),
            ScraperPoolSize = block.IntegerWithin("scraper_pool_size", standard.ScraperPoolSize, 1, 64),
            ScraperRateLimit = block.RealWithin("scraper_rate_limit", standard.ScraperRateLimit, 0.001, 1_000),
            ScraperTimeoutSeconds = block.RealWithin("scraper_timeout", standard.ScraperTimeoutSeconds, 0.001, 3_600),
            CacheDisabled = MustBeTrue(block, "cache_disabled", "there is no cache that could be used: every job fetches anew"),
            AdaptiveRateLimiting = block.Boolean("adaptive_rate_limiting", standard.AdaptiveRateLimiting),
            ConnectionPooling = MustBeTrue(block, "connection_pooling", "connections are always kept; api_connection_pool_size = 1 keeps one"),
        };
    }

    private static bool MustBeTrue(HoconObjectReader block, string key, string why)
    {
        if (!block.Boolean(key, true))
        {
            block.Error(key, $"false: {why}");
        }

        return true;
    }
}
