namespace ActorBackfill.Dashboard.Pages.Failures;

/// <summary>Quarantines the units of a failure group.</summary>
public interface IParkUnits
{
    /// <summary>Parks the units, if they are as many as were confirmed. Asked again it parks none.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="request">Which units, and how many the page showed.</param>
    /// <param name="via">Through what it was asked for, for the journal.</param>
    /// <param name="cancellation">Nobody wants to know any more; what was begun is finished.</param>
    /// <returns>Null when there is no such job.</returns>
    Task<ParkOutcome?> ParkAsync(string job, ParkRequest request, string via, CancellationToken cancellation);
}
