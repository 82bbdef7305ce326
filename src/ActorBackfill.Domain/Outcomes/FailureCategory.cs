namespace ActorBackfill.Domain.Outcomes;

/// <summary>Why an attempt failed. The names, in kebab case, are what people and the journal see.</summary>
public enum FailureCategory
{
    /// <summary>The network or the server failed in a way that passes (refused, reset, 5xx).</summary>
    Transient,

    /// <summary>The server said to slow down (429, or 503 with Retry-After).</summary>
    RateLimited,

    /// <summary>The server refused the credentials (401, 403).</summary>
    Auth,

    /// <summary>The server has no such thing (404, 410).</summary>
    NotFound,

    /// <summary>A value cannot be what its column says.</summary>
    InvalidData,

    /// <summary>The answer is not of the expected kind (HTML for JSON, an error object with status 200).</summary>
    UnexpectedContent,

    /// <summary>The answer is larger, deeper or longer than the caps allow.</summary>
    Oversize,

    /// <summary>The answer ended before it was complete.</summary>
    Truncated,

    /// <summary>The answer lacks the structure the job expects (paths, cursors).</summary>
    SourceSchema,

    /// <summary>The sink's tables do not fit the job's.</summary>
    SinkSchema,

    /// <summary>The processor's calculation threw.</summary>
    Calculation,

    /// <summary>The attempt took longer than its limit.</summary>
    Timeout,

    /// <summary>The run was stopped while the attempt was in flight.</summary>
    Cancelled,

    /// <summary>The sink could not take rows (locked, full, gone).</summary>
    SinkUnavailable,

    /// <summary>The worker crashed while it held the unit.</summary>
    WorkerCrashed,

    /// <summary>The server shut us out (a captcha, a page that bans): more requests make it worse.</summary>
    Blocked,

    /// <summary>What the unit needs of another job is not there yet.</summary>
    UpstreamMissing,

    /// <summary>The unit was not tried: the breaker of its entity is open.</summary>
    BreakerOpen,

    /// <summary>The process died with the unit in flight, time and again.</summary>
    CrashedProcess,

    /// <summary>Somebody set the unit apart before it had failed.</summary>
    Parked,
}

/// <summary>What follows from a category.</summary>
public static class FailureCategories
{
    /// <summary>Gets whether another attempt in the same run can help. Wrong data and wrong code do not heal by asking again.</summary>
    public static bool CanRetry(this FailureCategory category) => category is
        FailureCategory.Transient or FailureCategory.RateLimited or FailureCategory.UnexpectedContent or FailureCategory.Truncated
        or FailureCategory.Timeout or FailureCategory.SinkUnavailable or FailureCategory.WorkerCrashed;

    /// <summary>
    /// Gets whether the source as a whole may be what fails: such failures in a row open its breaker. An answer that is wrong is still an answer.
    /// </summary>
    public static bool IsOfSource(this FailureCategory category) => category is
        FailureCategory.Transient or FailureCategory.Timeout or FailureCategory.Truncated;

    /// <summary>Gets whether the unit itself is at fault, or may be: such a failure in several runs quarantines it.</summary>
    public static bool IsOfUnit(this FailureCategory category) => category is
        FailureCategory.Transient or FailureCategory.NotFound or FailureCategory.InvalidData or FailureCategory.UnexpectedContent or FailureCategory.Oversize
        or FailureCategory.Truncated or FailureCategory.SourceSchema or FailureCategory.Calculation or FailureCategory.Timeout or FailureCategory.WorkerCrashed;

    /// <summary>Gets whether the run stops at once, because every other unit would fail the same way, or make it worse.</summary>
    public static bool EndsRun(this FailureCategory category) => category is FailureCategory.Auth or FailureCategory.Blocked;

    /// <summary>Gets the name people and the journal see: <c>unexpected-content</c>.</summary>
    public static string Name(this FailureCategory category) => category switch
    {
        FailureCategory.Transient => "transient",
        FailureCategory.RateLimited => "rate-limited",
        FailureCategory.Auth => "auth",
        FailureCategory.NotFound => "not-found",
        FailureCategory.InvalidData => "invalid-data",
        FailureCategory.UnexpectedContent => "unexpected-content",
        FailureCategory.Oversize => "oversize",
        FailureCategory.Truncated => "truncated",
        FailureCategory.SourceSchema => "source-schema",
        FailureCategory.SinkSchema => "sink-schema",
        FailureCategory.Calculation => "calculation",
        FailureCategory.Timeout => "timeout",
        FailureCategory.Cancelled => "cancelled",
        FailureCategory.SinkUnavailable => "sink-unavailable",
        FailureCategory.WorkerCrashed => "worker-crashed",
        FailureCategory.Blocked => "blocked",
        FailureCategory.UpstreamMissing => "upstream-missing",
        FailureCategory.BreakerOpen => "breaker-open",
        FailureCategory.CrashedProcess => "crashed-process",
        FailureCategory.Parked => "parked",
        _ => throw new System.Diagnostics.UnreachableException($"category {(int)category}"),
    };
}
