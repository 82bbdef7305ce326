namespace ActorBackfill.Dashboard.Pages.Runs;

/// <summary>Knows the runs of jobs.</summary>
public interface IShowRuns
{
    /// <summary>Gets the runs of a job.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="cancellation">Nobody wants to know any more.</param>
    /// <returns>Null when there is no such job.</returns>
    Task<RunsView?> RunsAsync(string job, CancellationToken cancellation);

    /// <summary>Gets one run.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="number">The run's number.</param>
    /// <param name="cancellation">Nobody wants to know any more.</param>
    /// <returns>Null when there is no such job or run.</returns>
    Task<RunView?> RunAsync(string job, int number, CancellationToken cancellation);
}
