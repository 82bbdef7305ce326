using System.Collections.Immutable;
using System.Globalization;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;
using ActorBackfill.Host.Readiness;

namespace ActorBackfill.Host.Explaining;

/// <summary>What the journal tells of one unit.</summary>
internal static class UnitHistory
{
    // The last ones say most.
    private const int MostLines = 20;
    private const int MostEntries = 200;

    /// <summary>Gets what became of a unit, or what keeps it from being done.</summary>
    /// <param name="job">The job.</param>
    /// <param name="unit">The unit's key.</param>
    /// <param name="choice">How the job was named.</param>
    /// <param name="talk">Whose directory and clock.</param>
    public static Why Of(LoadedJob job, string unit, JobChoice choice, Talk talk)
    {
        var story = Read(job, unit, choice, talk);
        return new Why(unit, story.State, [.. story.Entries.TakeLast(MostLines).Select(e => e.Text), .. story.Reasons]);
    }

    /// <summary>Gets what the journal has of a unit, and what keeps it from being done.</summary>
    /// <param name="job">The job.</param>
    /// <param name="unit">The unit's key.</param>
    /// <param name="choice">How the job was named.</param>
    /// <param name="talk">Whose directory and clock.</param>
    /// <exception cref="CommandException">There is no such unit: exit 2.</exception>
    public static UnitStory Read(LoadedJob job, string unit, JobChoice choice, Talk talk)
    {
        var journal = JournalReader.Read(job);
        var plan = job.PlanWith(journal);
        var index = plan.IndexOf(unit);
        var (entries, earlier) = plan.OrdinalOf(unit) is { } numbered ? Told(job, numbered) : ([], 0);
        if (plan.OrdinalOf(unit) is not { } ordinal || (index < 0 && entries.IsEmpty))
        {
            throw new CommandException(
                ExitCode.Usage, "no-such-unit", $"'{PlainText.Of(unit, 200)}' is no unit of job {job.Definition.Name}; the first one is {plan.UnitAt(0).Key}",
                "'backfill units' lists them.");
        }

        if (index < 0)
        {
            return new UnitStory("not-in-plan", entries, earlier, ["It is not in the plan as the job file and the flags are now: see 'backfill plan'."]);
        }

        return journal.State.OutcomeOf(ordinal) is { } known
            ? new UnitStory(known.ToString().ToLowerInvariant(), entries, earlier, [.. Again(plan, journal.State, index, ordinal)])
            : new UnitStory("open", entries, earlier, [.. Open(job, plan, journal.State, index, choice, talk)]);
    }

    private static IEnumerable<string> Again(Plan plan, CheckpointState state, long index, long ordinal)
    {
        if (state.OutcomeOf(ordinal) == UnitOutcome.Failed)
        {
            yield return "The next run tries it again.";
        }
        else if (state.IsReopened(ordinal))
        {
            yield return "It is to run again, and keeps its rows until then.";
        }
        else if (state.OutcomeOf(ordinal)?.IsInLedger() == true && plan.IsOpenAt(index))
        {
            yield return "Its period is not over: every run does it again.";
        }
    }

    private static IEnumerable<string> Open(LoadedJob job, Plan plan, CheckpointState state, long index, JobChoice choice, Talk talk)
    {
        if (JournalReadiness.Open(job, choice, talk)?.Of(plan.UnitAt(index)).HeldBy is { } held)
        {
            yield return $"It waits for {held}.";
        }

        foreach (var breaker in state.Breakers)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"The breaker {breaker.Key} was opened after {breaker.Failures} failures, until {breaker.Until:yyyy-MM-dd HH:mm:ss}Z: {breaker.Category}: {breaker.Cause}");
        }

        yield return state.Run == 0 ? "The job has never run." : $"No run goes on; run {state.Run} ended before it came to it, or could not. The next run does it.";
    }

    private static (ImmutableArray<UnitEntry> Entries, int Earlier) Told(LoadedJob job, long ordinal)
    {
        var runs = new Dictionary<string, int>(StringComparer.Ordinal);
        var entries = new Queue<UnitEntry>();
        var earlier = 0;
        foreach (var next in JournalEvents.Of(job))
        {
            if (next is RunStarted started)
            {
                runs[started.RunId] = started.Run;
            }
            else if (Entry(next, ordinal, id => runs.GetValueOrDefault(id)) is { } entry)
            {
                entries.Enqueue(entry);
                if (entries.Count > MostEntries)
                {
                    entries.Dequeue();
                    earlier++;
                }
            }
        }

        return ([.. entries], earlier);
    }

    private static UnitEntry? Entry(ICheckpointEvent next, long ordinal, Func<string, int> run)
    {
        switch (next)
        {
            case UnitsSettled settled when Find(settled.Unpack(), ordinal) is { } unit:
                return new UnitEntry(settled.At, unit.Outcome == UnitOutcome.Empty ? "empty" : "done", string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(unit.Outcome == UnitOutcome.Empty ? "Empty" : "Done")} in run {run(settled.RunId)}, {Wording.Instant(settled.At)}: {Wording.Count(unit.Rows, "row")}, attempt {unit.Attempt}, {Wording.Duration(TimeSpan.FromMilliseconds(unit.Milliseconds))}, commit {settled.N}."));
            case LedgerAdopted adopted when Find(SettledUnits.Unpack(adopted.Units), ordinal) is { } unit:
                return new UnitEntry(adopted.At, "done", $"Taken over from the sink's ledger, {Wording.Instant(adopted.At)}: {Wording.Count(unit.Rows, "row")}.");
            case UnitsClosed closed when closed.Units.FirstOrDefault(u => u.Ordinal == ordinal) is { } unit:
                return new UnitEntry(
                    closed.At,
                    unit.Outcome.ToString().ToLowerInvariant(),
                    $"{unit.Outcome} in run {run(closed.RunId)}, {Wording.Instant(closed.At)}, attempt {unit.Attempt}: {(unit.Category is { } category ? category + ": " : "")}{unit.Text}");
            case AttemptsFailed failed when failed.Attempts.LastOrDefault(a => a.Ordinal == ordinal) is { } attempt:
                return new UnitEntry(
                    attempt.At, "attempt", $"Attempt {attempt.Attempt} failed in run {run(failed.RunId)}, {Wording.Instant(attempt.At)}: {attempt.Category}: {attempt.Text}");
            case SinkReverted reverted when IsIn(reverted.Units, ordinal):
                return new UnitEntry(reverted.At, "open", $"Open again, {Wording.Instant(reverted.At)}: the sink had lost it.");
            case UnitsReopened reopened when IsIn(reopened.Units, ordinal):
                return new UnitEntry(reopened.At, "open", $"To run again, {Wording.Instant(reopened.At)}: asked for in run {run(reopened.RunId)}.");
            case UnitsRequeued requeued when IsIn(requeued.Units, ordinal):
                return new UnitEntry(requeued.At, "open", $"To be tried again, {Wording.Instant(requeued.At)}: asked for by {requeued.By}, {requeued.Reason}");
            case UnitsQuarantined parked when IsIn(parked.Units, ordinal):
                return new UnitEntry(parked.At, "quarantined", $"Parked, {Wording.Instant(parked.At)}: by {parked.By}, {parked.Reason}");
            case ProcessDied died when IsIn(died.Units, ordinal):
                return new UnitEntry(died.At, "crashed", $"The process of run {run(died.RunId)} died while it worked on it.");
            default:
                return null;
        }
    }

    private static SettledUnit? Find(IReadOnlyList<SettledUnit> units, long ordinal)
    {
        foreach (var unit in units)
        {
            if (unit.Ordinal == ordinal)
            {
                return unit;
            }
        }

        return null;
    }

    private static bool IsIn(ImmutableArray<long> runs, long ordinal)
    {
        for (var i = 0; i + 1 < runs.Length; i += 2)
        {
            if (ordinal >= runs[i] && ordinal < runs[i] + runs[i + 1])
            {
                return true;
            }
        }

        return false;
    }
}
