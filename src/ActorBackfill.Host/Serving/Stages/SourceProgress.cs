using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.Serving.Jobs;

namespace ActorBackfill.Host.Serving.Stages;

/// <summary>How far one source of a job is.</summary>
/// <param name="Name">What it is called: <c>api</c>, or the kind of data of its pages.</param>
/// <param name="State">What it does.</param>
/// <param name="Units">The identifiers that it is asked for; 0 while that is not known.</param>
/// <param name="Done">Those that it had something for.</param>
/// <param name="Empty">Those that it had nothing for.</param>
/// <param name="Failed">Those that failed, or were not asked for because it gave up.</param>
internal sealed record SourceProgress(string Name, SourceState State, int Units, int Done, int Empty, int Failed)
{
    /// <summary>Gets how far a source is.</summary>
    /// <param name="type">Which pages; null is the API.</param>
    /// <param name="stage">What the journal of its run says; null when it has not begun.</param>
    /// <param name="job">The job.</param>
    public static SourceProgress Of(DataType? type, StageEvidence? stage, SubmittedJob job)
    {
        var parts = stage?.Parts.Values.ToList() ?? [];
        return new SourceProgress(
            StageRun.NameOf(type), StateOf(stage, job), parts.Count, parts.Count(p => p.IsDone), parts.Count(p => p.Outcome is UnitOutcome.Empty or UnitOutcome.Skipped), parts.Count(p => p.IsFailed));
    }

    private static SourceState StateOf(StageEvidence? stage, SubmittedJob job) => stage switch
    {
        null => job.IsOver ? SourceState.NotAsked : SourceState.Waiting,
        { HasGivenUp: true } => SourceState.GaveUp,
        { End: RunEnd.Finished } => SourceState.Ended,
        { End: null } when !job.IsOver => SourceState.Running,
        _ => SourceState.Stopped,
    };
}

/// <summary>What a source of a job does.</summary>
internal enum SourceState
{
    /// <summary>It has not begun.</summary>
    Waiting,

    /// <summary>It is asked.</summary>
    Running,

    /// <summary>Every unit has its end.</summary>
    Ended,

    /// <summary>It refused or failed for so long that its run ended; what is open stays so.</summary>
    GaveUp,

    /// <summary>Somebody stopped it, or its sink could not be used.</summary>
    Stopped,

    /// <summary>The job is over, and nothing was lacking that it could have had.</summary>
    NotAsked,
}
