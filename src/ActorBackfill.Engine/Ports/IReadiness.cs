using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Readiness;

namespace ActorBackfill.Engine.Ports;

/// <summary>Knows how far the jobs are that a job's units need. Thread safe.</summary>
public interface IReadiness
{
    /// <summary>Gets how long a run waits when nothing else is left to do; null means for ever.</summary>
    TimeSpan? Wait { get; }

    /// <summary>Gets what a unit needs of other jobs, as it was at the last look; no I/O.</summary>
    /// <param name="unit">The unit.</param>
    Upstream Of(PlanUnit unit);

    /// <summary>Looks whether other jobs have got further.</summary>
    /// <param name="cancellation">Ends the look.</param>
    /// <returns>Whether anything has changed.</returns>
    ValueTask<bool> RefreshAsync(CancellationToken cancellation);
}
