using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;

namespace ActorBackfill.Host.Planning;

/// <summary>Compares a job's plan with that of its last run, before anything is written.</summary>
internal static class PlanChanges
{
    // How many of the units that would be dropped are named.
    private const int Shown = 3;

    /// <summary>Gets what has changed.</summary>
    /// <param name="job">The job.</param>
    /// <param name="journal">What its journal says.</param>
    public static PlanChange Of(LoadedJob job, JournalView journal) => PlanChange.Of(
        journal.State,
        job.WholePlanWith(journal),
        [.. job.Definition.Dimensions.OfType<CalendarDimensionDefinition>().Where(d => d.IsFromFlags).Select(d => d.Name)]);

    /// <summary>Says what has changed, and refuses what somebody has to agree to.</summary>
    /// <exception cref="CommandException">Finished units would be dropped, or mean others, without <c>--replan</c>: exit 2.</exception>
    public static void Check(LoadedJob job, JournalView journal, RunChoice run, Talk talk)
    {
        if (journal.State.Run == 0)
        {
            return;
        }

        var change = Of(job, journal);
        if (change.NeedsReplan && !run.Units.Replans)
        {
            throw Refuse(job, journal, change);
        }

        if (change.IsChange)
        {
            talk.Note($"The plan has changed: {change}.");
        }
    }

    private static CommandException Refuse(LoadedJob job, JournalView journal, PlanChange change) => new(
        ExitCode.Usage,
        "plan-changed",
        $"the plan of {job.Definition.Name} has changed: {change}",
        change.Altered is null
            ? "Their rows stay in the sink. Go on with --replan, or give the job its old range and lists back."
            : "With --replan every unit runs again; the rows of the old ones stay until others replace them. Another name makes it another job.")
    {
        Details = [.. Examples(job.WholePlanWith(journal), change)],
    };

    private static IEnumerable<string> Examples(Plan plan, PlanChange change)
    {
        foreach (var ordinal in change.Dropped.All().Take(Shown))
        {
            yield return $"dropped: {PlainText.Of(plan.KeyOf(ordinal) ?? $"unit {ordinal}", 200)}";
        }

        if (change.Dropped.Count > Shown)
        {
            yield return $"and {Wording.Number(change.Dropped.Count - Shown)} more";
        }
    }
}
