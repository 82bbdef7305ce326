using ActorBackfill.Domain.Checkpoints;

namespace ActorBackfill.Host.Journals;

/// <summary>What a journal says, read without writing to it.</summary>
/// <param name="State">The state after the last event.</param>
/// <param name="LastRun">The start of the last run; null before the first, and after a repair.</param>
/// <param name="LastEnd">The end of that run in order; null when it goes on, or was killed.</param>
/// <param name="SequenceNr">The last event's number, 0 for an empty journal.</param>
internal sealed record JournalView(CheckpointState State, RunStarted? LastRun, RunEnded? LastEnd, long SequenceNr)
{
    /// <summary>Gets the view of a job that never ran.</summary>
    public static JournalView Empty() => new(new CheckpointState(), null, null, 0);
}
