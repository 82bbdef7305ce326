using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Host.Explaining;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;

namespace ActorBackfill.Host.Changing;

/// <summary>One thing that somebody did to a run while it went on.</summary>
/// <param name="Sequence">The number of its event in the journal.</param>
/// <param name="At">When it took effect.</param>
/// <param name="Who">Who asked.</param>
/// <param name="Command">What: pause, unpause, stop, scale, rate, retry, park, or <c>requeue</c> and <c>quarantine</c> for the units that were opened and parked.</param>
/// <param name="Value">To what; null where there is nothing to say.</param>
/// <param name="Reason">Why, as it was given; null where nobody was asked.</param>
internal sealed record RunChange(long Sequence, DateTimeOffset At, string Who, string Command, string? Value, string? Reason);

/// <summary>What was changed while a run went on, from the events of the journal.</summary>
/// <param name="Run">The run's start.</param>
/// <param name="End">Its end in order; null when it goes on, or was killed.</param>
/// <param name="Changes">The changes, the oldest first.</param>
internal sealed record RunChanges(RunStarted Run, RunEnded? End, ImmutableArray<RunChange> Changes)
{
    /// <summary>Reads them.</summary>
    /// <param name="job">The job.</param>
    /// <param name="name">Which run.</param>
    /// <exception cref="Failures.CommandException">There is no such run: exit 2; the journal cannot be read: exit 6.</exception>
    public static RunChanges Read(LoadedJob job, RunName name)
    {
        using var tail = JournalTail.Open(job);
        var until = tail?.Last() ?? 0;
        var runs = tail?.Events(0, until, "rs1").Select(e => (e.SequenceNr, Run: (RunStarted)e.Event)).ToList() ?? [];
        var last = runs is [.., var newest] ? newest.Run.Run : 0;
        var at = runs.FindLastIndex(r => r.Run.Run == (name.Number ?? last));
        if (tail is null || at < 0)
        {
            throw name.Missing(job, last);
        }

        var (from, run) = runs[at];
        var to = at + 1 < runs.Count ? runs[at + 1].SequenceNr - 1 : until;
        var end = tail.Events(from, to, "re1").Where(e => ((RunEnded)e.Event).RunId == run.RunId).ToList();
        // What was asked for between two runs changed no run.
        var during = end is [var first, ..] ? first.SequenceNr : to;
        var asked = tail.Events(from, during, "cc1").Where(e => ((ControlChanged)e.Event).RunId == run.RunId)
            // Told again after an outage of the journal.
            .DistinctBy(e => e.Event)
            .Select(e => Of(e.SequenceNr, (ControlChanged)e.Event));
        var requeued = tail.Events(from, during, "rq1").Select(e => Of(e.SequenceNr, (UnitsRequeued)e.Event));
        var parked = tail.Events(from, during, "qu1").Select(e => Of(e.SequenceNr, (UnitsQuarantined)e.Event));
        return new RunChanges(run, end is [var ended, ..] ? (RunEnded)ended.Event : null, [.. asked.Concat(requeued).Concat(parked).OrderBy(c => c.Sequence)]);
    }

    private static RunChange Of(long sequence, ControlChanged changed) => new(sequence, changed.At, changed.Who, changed.Command, changed.Value, null);

    private static RunChange Of(long sequence, UnitsRequeued asked) => new(sequence, asked.At, asked.By, "requeue", Units(asked.Units), asked.Reason);

    private static RunChange Of(long sequence, UnitsQuarantined asked) => new(sequence, asked.At, asked.By, "quarantine", Units(asked.Units), asked.Reason);

    // Ordinals as runs: first, count, first, count.
    private static string Units(ImmutableArray<long> runs) => runs.Where((_, i) => i % 2 == 1).Sum().ToString(System.Globalization.CultureInfo.InvariantCulture);
}
