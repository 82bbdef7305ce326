namespace ActorBackfill.Dashboard.Pages.Log;

/// <summary>Knows the logs of runs.</summary>
public interface IShowLog
{
    /// <summary>Gets the end of the log of a run.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="query">Which lines.</param>
    /// <param name="cancellation">Nobody wants to know any more.</param>
    /// <returns>Null when there is no such job or run.</returns>
    Task<LogView?> LogAsync(string job, LogQuery query, CancellationToken cancellation);
}
