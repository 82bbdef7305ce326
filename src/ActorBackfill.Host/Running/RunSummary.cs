using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Controlling;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Summaries;
using ActorBackfill.Host.Telling;

namespace ActorBackfill.Host.Running;

/// <summary>Writes the end of a run for people.</summary>
internal static class RunSummary
{
    private const int ShownFailures = 21;

    /// <summary>Writes the summary.</summary>
    public static void Write(RunReport report, Terminal terminal)
    {
        var progress = report.Progress;
        terminal.Line($"{report.Job}/{progress.Run}: {Headline(report)}");
        new FactList()
            .Add("units", CountsWriter.Text(progress.Units))
            .Add("this run", ThisRun(report))
            .Add("totals", TotalCounts.Lines(report.Totals, progress))
            .Add("time", progress.Waits.Shares().IsEmpty ? [] : [WaitsWriter.Text(progress.Waits)])
            .Add("not ready", progress.HeldBy is { } held ? [PlainText.Of(held, 300)] : [])
            .Add("failures", CountsWriter.Lines(progress.Failures))
            .Add("failed", FailedLines(progress))
            .Add("triage", report.Triage is { } triage ? [triage] : [])
            .Add("warnings", CountsWriter.Lines(progress.Warnings))
            .Add("stopped", report.Result is { End: RunEnd.StoppedByPolicy or RunEnd.SourceUnusable, Message: { } message } ? [PlainText.Of(message, 1_000)] : [])
            .Add("slots", report.Progress.LostSlots > 0 ? [$"{Wording.Count(report.Progress.LostSlots, "slot")} lost to attempts that did not end"] : [])
            .Add("changes", LiveChange.Of(progress.Control).Select(LiveText.Of))
            .Add("notes", report.Result.Notes.Select(n => PlainText.Of(n)))
            .Add("sink", Wording.FilePath(report.Sink, terminal.Directory))
            .Add("journal", Wording.FilePath(report.Journal, terminal.Directory))
            .Add("report", report.ReportFile is { } file ? [Wording.FilePath(file, terminal.Directory)] : [])
            .Add("next", report.Next)
            .WriteTo(terminal);
    }

    // One each, for a person who knows the units by name; all of them are what 'failures' shows.
    private static IEnumerable<string> FailedLines(RunProgress progress)
    {
        foreach (var unit in progress.FailedUnits.Take(ShownFailures))
        {
            yield return $"{PlainText.Of(unit.Key, 200)}  {unit.Category}: {PlainText.Of(unit.Text, 200)}";
        }

        if (progress.FailedUnits.Length > ShownFailures)
        {
            yield return "...";
        }
    }

    private static string Headline(RunReport report)
    {
        var units = report.Progress.Units;
        return report.Result switch
        {
            { End: RunEnd.Stopped } => $"stopped; {Wording.Count(units.Open, "unit")} left, nothing is lost",
            { End: RunEnd.FenceLost } => "another process took the job over",
            { End: RunEnd.SinkUnusable } => "the sink cannot be used any more",
            { End: RunEnd.StoppedByPolicy } => $"stopped by a rule; {Wording.Count(units.Open, "unit")} left, nothing is lost",
            { End: RunEnd.SourceUnusable } => "the source answered nothing; no unit succeeded",
            _ when report.DidNothing && report.ExitCode == ExitCode.Complete => "nothing is left to do; no request was made",
            _ when report.Progress.NotReady > 0 => $"finished but for {Wording.Count(report.Progress.NotReady, "unit")} that other jobs are not ready for",
            _ when units.Open > 0 => $"done as far as asked; {Wording.Count(units.Open, "unit")} left",
            _ when report.ExitCode == ExitCode.UnitsFailed && units.Failed + units.Quarantined == 0 => "finished; settled units failed when they ran again, and stay as they were",
            _ when report.ExitCode == ExitCode.UnitsFailed => $"finished; {Wording.Count(units.Failed + units.Quarantined, "unit")} failed",
            _ => "finished",
        };
    }

    private static string ThisRun(RunReport report) =>
        $"{Wording.Count(report.Progress.UnitsThisRun, "unit")}, {Wording.Count(report.Progress.Rows, "row")} in {Wording.Duration(report.Elapsed)}, "
        + $"{Wording.Rate(report.Rate)} units/s, "
        + (report.Noun == "unit" ? "" : $"{Wording.Rate(report.Rate * 3600)} {report.Noun}s/hour, ")
        + $"{Wording.Count(report.Progress.Requests, "request")}, {Wording.Number(report.Progress.Retries)} retried"
        + (report.Progress.Duplicates > 0 ? $", {Wording.Count(report.Progress.Duplicates, "duplicate")} dropped" : "")
        + (report.Progress.Rejected > 0 ? $", {Wording.Count(report.Progress.Rejected, "row")} rejected (table backfill_reject)" : "");
}
