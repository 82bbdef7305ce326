namespace ActorBackfill.Dashboard.Pages.Config;

/// <summary>Knows the settings of jobs.</summary>
public interface IShowConfig
{
    /// <summary>Gets the settings of a job.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="looksAround">Whether machine, storage and source are looked at too.</param>
    /// <param name="cancellation">Nobody wants to know any more.</param>
    /// <returns>Null when there is no such job.</returns>
    Task<ConfigView?> ConfigAsync(string job, bool looksAround, CancellationToken cancellation);
}
