using System.Globalization;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Summaries;
using ActorBackfill.Host.Triage;

namespace ActorBackfill.Host.Reports;

/// <summary>What a report for people says, whatever its format: facts, failures and history as plain text, still to be escaped.</summary>
internal static class ReportFacts
{
    /// <summary>Gets the title.</summary>
    public static string Title(RunEvidence evidence) =>
        string.Create(CultureInfo.InvariantCulture, $"{evidence.Job}/{evidence.Run.Number}: {evidence.State.Replace('-', ' ')}");

    /// <summary>Gets name and value of each fact, in their order.</summary>
    public static IEnumerable<(string Name, string Value)> Of(RunEvidence evidence)
    {
        var (run, completeness) = (evidence.Run, evidence.Completeness);
        yield return ("units", CountsWriter.Text(evidence.Units));
        yield return ("complete", string.Create(
            CultureInfo.InvariantCulture,
            $"{completeness.Percent} %: {completeness.Actual} of {completeness.Expected}, {completeness.Missing} missing; {(completeness.IsProductionReady ? "ready for production" : "not ready for production")}"));
        yield return ("this run", $"{Wording.Count(evidence.UnitsInRun, "unit")}: {ThisRun(run.Outcomes)}; {Wording.Count(run.Rows, "row")}");
        yield return ("lasted", $"{Wording.Duration(evidence.Duration)}, from {Wording.Instant(run.Started)}{(run.Ended is { } ended ? $" to {Wording.Instant(ended)}" : "")}");
        yield return ("work", $"{(evidence.Own is { } own ? Wording.Count(own.Requests, "request") + ", " : "")}{Wording.Number(evidence.Retries)} retried, "
            + $"{Wording.Duration(TimeSpan.FromMilliseconds(run.Milliseconds))} in attempts");
        yield return ("by", $"{(evidence.Stamp is { } stamp ? $"{PlainText.Of(stamp.User, 100)}, version {stamp.Version}, " : "")}process {run.ProcessId.ToString(CultureInfo.InvariantCulture)} on {PlainText.Of(run.Host, 100)}");
        yield return ("exit", evidence.Own?.Exit.ToString(CultureInfo.InvariantCulture) ?? "none: it wrote no report");
        if (evidence.ResumedFrom is { } from)
        {
            yield return ("went on", string.Create(CultureInfo.InvariantCulture, $"with run {from}, which did not finish"));
        }

        foreach (var difference in evidence.Differences)
        {
            yield return ("changed", difference);
        }

        yield return ("promise", "exactly once: rows and ledger are committed together");
        yield return ("sink", evidence.Sink);
        yield return ("journal", evidence.Journal);
        yield return ("next", evidence.Next);
    }

    /// <summary>Gets number, category and count, cause, sample, and hint of each failure group.</summary>
    public static IEnumerable<(string Number, string What, string Cause, string Sample, string Hint)> Failures(RunEvidence evidence) => evidence.Failures.Select(f => (
        f.Id is { } id ? "#" + id.ToString(CultureInfo.InvariantCulture) : "",
        $"{Wording.Number(f.Group.Count)} x {f.Group.Category}",
        PlainText.Of(f.Group.Text, 300),
        $"{PlainText.Of(f.Group.Sample, 200)}: {PlainText.Of(f.Group.SampleText)}",
        RetryHints.Of(f.Group.Category) ?? ""));

    /// <summary>Gets when, what and who of each change.</summary>
    public static IEnumerable<(string At, string What, string By)> Changes(RunEvidence evidence) => evidence.Changes.Select(c => (
        Wording.Instant(c.At),
        $"{c.Kind.Replace('-', ' ')}{(c.Units is { } units ? $", {Wording.Count(units, "unit")}" : "")}{(c.Text is { } text ? $": {PlainText.Of(text)}" : "")}",
        c.By is { } by ? PlainText.Of(by, 200) : ""));

    private static string ThisRun(long[] outcomes)
    {
        string[] names = ["done", "empty", "skipped", "failed", "quarantined"];
        var parts = names.Zip(outcomes).Where(p => p.Second > 0).Select(p => $"{Wording.Number(p.Second)} {p.First}").ToList();
        return parts.Count == 0 ? "nothing ended" : string.Join(", ", parts);
    }
}
