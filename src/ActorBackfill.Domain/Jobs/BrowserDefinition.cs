namespace ActorBackfill.Domain.Jobs;

/// <summary><c>browser { ... }</c>: pages are rendered before anything is taken from them.</summary>
public sealed record BrowserDefinition
{
    /// <summary>Gets the browser's program, a Chromium; null means the one that is found on this machine. Key <c>executable</c>.</summary>
    public string? Executable { get; init; }

    /// <summary>Gets the pages that are open at once; more wait. Key <c>pages</c>; 1 to 64; default 4.</summary>
    public int Pages { get; init; } = 4;

    /// <summary>Gets the time of one page, waiting for a turn or for a free page not counted. Key <c>page-timeout</c>; default 30 s.</summary>
    public TimeSpan PageTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets the selector whose appearance says that a page is done; null means that it is done when it rests, half a second without a request.
    /// Key <c>wait-for</c>.
    /// </summary>
    public string? WaitFor { get; init; }
}
