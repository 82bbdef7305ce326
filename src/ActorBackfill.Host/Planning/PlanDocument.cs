using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Summaries;

namespace ActorBackfill.Host.Planning;

/// <summary>Writes a plan for people.</summary>
internal static class PlanDocument
{
    /// <summary>First and last units that are shown.</summary>
    public const int Shown = 5;

    /// <summary>Writes the plan.</summary>
    /// <param name="job">The job.</param>
    /// <param name="outlook">What it would do.</param>
    /// <param name="terminal">Where to.</param>
    /// <param name="isWhole">Whether every unit is named, not only the first and last.</param>
    public static void Write(LoadedJob job, PlanOutlook outlook, Terminal terminal, bool isWhole = false)
    {
        var plan = outlook.Plan;
        terminal.Line($"{job.Definition.Name}: {Wording.Count(plan.Count, "unit")}{(plan.WaveCount > 1 ? $" in {Wording.Count(plan.WaveCount, "wave")}" : "")}");
        var facts = new FactList();
        for (var at = 0; at < plan.Dimensions.Count; at++)
        {
            var dimension = plan.Dimensions[at];
            facts.Add(PlainText.Of(dimension.Name, 40), [PlainText.Of(Describe(dimension), 300), .. PlanValues.Lines(plan, outlook.State, at)]);
        }

        facts.Add("units", Ends(plan, isWhole))
            .Add("state", CountsWriter.Text(outlook.Units))
            .Add("to run", ToRun(outlook))
            .Add("skipped", outlook.Existing is { } existing ? [$"{Wording.Count(existing, "unit")} whose rows are in the sink already (--skip-existing)"] : [])
            .Add("requests", Requests(outlook))
            .Add("time", Time(outlook.Estimate))
            .Add("selected", job.Selection.IsEverything ? [] : [PlainText.Of(job.Selection.ToString(), 300)])
            .Add("lists", job.ReadAt is { } read ? [$"read {Wording.Duration(job.Now - read)} ago; --refresh-lists reads them anew"] : [])
            .Add("changed", outlook.Change is { IsChange: true } change ? [$"{change}{(change.NeedsReplan ? "; needs --replan" : "")}"] : [])
            .Add("workers", Wording.Number(job.Definition.Workers))
            .Add("source", PlainText.Of(Source(job.Definition.Source), 300))
            .Add("sink", Wording.FilePath(job.SinkPath, terminal.Directory))
            .Add("journal", Wording.FilePath(job.Paths.Journal, terminal.Directory) + (File.Exists(job.Paths.Journal) ? "" : " (not there yet)"))
            .WriteTo(terminal);
    }

    private static string Describe(Dimension dimension) =>
        $"{dimension.Description}, {Wording.Count(dimension.Count, "value")}{(dimension.IsWave ? ", each a wave" : "")}";

    private static IEnumerable<string> Ends(Plan plan, bool isWhole)
    {
        for (var index = 0L; index < plan.Count; index++)
        {
            if (!isWhole && plan.Count > 2 * Shown && index == Shown)
            {
                yield return "...";
                index = plan.Count - Shown;
            }

            var unit = plan.UnitAt(index);
            yield return $"{Wording.Number(index + 1)}  {PlainText.Of(unit.Key, 200)}{(unit.IsOpen ? "  (not over yet; runs, and runs again next time)" : "")}";
        }
    }

    private static string ToRun(PlanOutlook outlook) => outlook.ToRun == outlook.Left
        ? Wording.Count(outlook.ToRun, "unit")
        : $"{Wording.Count(outlook.ToRun, "unit")} of the {Wording.Number(outlook.Left)} that are left";

    private static string Requests(PlanOutlook outlook) => outlook.Estimate.AreMeasured
        ? $"about {Wording.Number(outlook.Estimate.Requests)}, as many a unit as in earlier runs"
        : $"{(outlook.HasPages ? "at least " : "")}{Wording.Number(outlook.Requests)}";

    private static string Time(PlanEstimate estimate) => estimate.Time is { } time
        ? $"{Wording.Duration(time)}{(estimate.Interval is { } i ? $", in 8 of 10 runs between {Wording.Duration(i.Low)} and {Wording.Duration(i.High)}" : "")} ({estimate.Basis})"
        : estimate.Basis;

    private static string Source(SourceDefinition source) => source switch
    {
        HttpSourceDefinition http => http.Base + http.Path,
        FilesSourceDefinition files => files.Path,
        SqlSourceDefinition sql => $"{sql.Path} ({string.Join(", ", sql.Queries.Select(q => q.Name ?? "one query"))})",
        _ => source.GetType().Name,
    };
}
