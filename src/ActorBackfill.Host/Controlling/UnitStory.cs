using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;

namespace ActorBackfill.Host.Controlling;

/// <summary>Says what keeps one unit from being done: what the journal has of it and, while a run goes on, what that waits for.</summary>
internal static class UnitStory
{
    /// <summary>Gets the lines for people.</summary>
    /// <param name="job">The job.</param>
    /// <param name="key">The unit's key.</param>
    /// <param name="live">What the run tells; null when none goes on.</param>
    /// <exception cref="CommandException">The plan has no such unit: exit 2.</exception>
    public static IEnumerable<string> Of(LoadedJob job, string key, LiveStatus? live)
    {
        var journal = JournalReader.Read(job);
        var plan = job.WholePlanWith(journal);
        var index = plan.IndexOf(key);
        if (index < 0)
        {
            throw new CommandException(
                ExitCode.Usage, "no-such-unit", $"the plan of job {job.Definition.Name} has no unit {PlainText.Of(key, 200)}", $"Its first one is {PlainText.Of(plan.UnitAt(0).Key, 200)}.");
        }

        var ordinal = plan.OrdinalAt(index);
        var settled = journal.State.OutcomeOf(ordinal) is UnitOutcome.Done or UnitOutcome.Empty;
        yield return Past(journal.State, ordinal);
        if (settled && !journal.State.IsReopened(ordinal) && !plan.IsOpenAt(index))
        {
            yield break;
        }

        yield return live switch
        {
            null => "No run goes on; the next one decides.",
            { WaitingFor: { } waiting } => $"The run waits for {PlainText.Of(waiting, 300)}.",
            _ => $"It has its turn in the plan's order: {Wording.Number(index)} units stand before it, {Wording.Count(live.InFlight, "unit")} are in flight, {Wording.Number(live.Uncommitted)} not committed.",
        };
    }

    private static string Past(CheckpointState state, long ordinal) => state.OutcomeOf(ordinal) switch
    {
        UnitOutcome.Done when state.IsReopened(ordinal) => "It is done, and runs again: a run without resume was cut off before it came to it.",
        UnitOutcome.Done => "It is done.",
        UnitOutcome.Empty => "It is done; the source had nothing for it.",
        { } outcome when state.ClosedUnitOf(ordinal) is { } closed => outcome switch
        {
            UnitOutcome.Skipped => $"The processor declined it: {PlainText.Of(closed.Text, 1_000)}",
            UnitOutcome.Quarantined => $"It is quarantined after {Attempts(closed)}, {closed.Category}: {PlainText.Of(closed.Text, 1_000)} Only 'backfill retry' runs it again.",
            _ => $"It failed after {Attempts(closed)}, {closed.Category}: {PlainText.Of(closed.Text, 1_000)} The next run tries it again.",
        },
        _ => "It has no outcome yet.",
    };

    private static string Attempts(ClosedUnit closed) => Wording.Count(closed.Attempt, "attempt");
}
