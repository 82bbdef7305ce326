using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Host.Journals;

namespace ActorBackfill.Host.Status;

/// <summary>One run from its start to its end.</summary>
/// <param name="Number">For people.</param>
/// <param name="Id">The run's id.</param>
/// <param name="Started">When it began.</param>
/// <param name="Host">The machine's name.</param>
/// <param name="ProcessId">The process.</param>
/// <param name="End">How it ended in order; null when it goes on, or was killed.</param>
/// <param name="LastEvent">When the journal's last event was written; null when it is not known.</param>
internal sealed record RunLife(int Number, string Id, DateTimeOffset Started, string Host, int ProcessId, RunEnded? End, DateTimeOffset? LastEvent)
{
    /// <summary>Gets the last run of a journal, or null.</summary>
    public static RunLife? Of(JournalView journal) => journal.LastRun is { } run
        ? new RunLife(run.Run, run.RunId, run.At, run.Host, run.ProcessId, journal.LastEnd, journal.State.At)
        : null;
}
