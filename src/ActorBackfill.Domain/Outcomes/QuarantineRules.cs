using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Domain.Outcomes;

/// <summary>Decides which units are set apart, so that the rest of the job can go on without them.</summary>
/// <param name="quarantine">The job's limits.</param>
public sealed class QuarantineRules(QuarantineDefinition quarantine)
{
    /// <summary>Gets in how many runs in a row a unit has failed by its own fault, this failure included.</summary>
    /// <param name="before">How it ended last, or null.</param>
    /// <param name="category">Why it fails now.</param>
    /// <param name="sourceAnswers">Whether another unit has got an answer in this run: if none has, the source may be what fails.</param>
    public static int FailedRuns(ClosedUnit? before, FailureCategory category, bool sourceAnswers)
    {
        // Once it has failed while others were answered, it may be all that is left, and nobody else to compare with.
        var failed = before?.FailedRuns ?? 0;
        return failed + (category.IsOfUnit() && (sourceAnswers || failed > 0 || !category.IsOfSource()) ? 1 : 0);
    }

    /// <summary>Gets whether so many failed runs are enough.</summary>
    /// <param name="failedRuns">What <see cref="FailedRuns"/> gave.</param>
    public bool IsPoison(int failedRuns) => failedRuns >= quarantine.Runs;

    /// <summary>Gets whether the unit is known to kill the process: it was in flight at enough deaths, at the last one alone.</summary>
    /// <param name="unit">What the journal says.</param>
    public bool IsKiller(CrashedUnit unit) => unit.WasAlone && unit.Deaths >= quarantine.Crashes;

    /// <summary>Gets whether the unit is tried alone, after everything else, so that it can be told from its neighbours.</summary>
    /// <param name="unit">What the journal says.</param>
    public bool RunsAlone(CrashedUnit unit) => unit.Deaths >= quarantine.Crashes - 1;
}
