namespace ActorBackfill.Dashboard.Pages.Unit;

/// <summary>Knows all there is to say of one unit.</summary>
public interface IShowUnit
{
    /// <summary>Gets a unit.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="key">The unit's key.</param>
    /// <param name="cancellation">Nobody wants to know any more.</param>
    /// <returns>Null when there is no such job, or it has no such unit.</returns>
    Task<UnitView?> UnitAsync(string job, string key, CancellationToken cancellation);
}
