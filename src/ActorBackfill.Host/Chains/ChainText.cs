using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Summaries;

namespace ActorBackfill.Host.Chains;

/// <summary>Says how a chain and its jobs went.</summary>
internal static class ChainText
{
    /// <summary>Gets the lines of one job.</summary>
    /// <param name="step">How it went.</param>
    public static string Of(ChainStep step) => step switch
    {
        { Report: { } report } =>
            $"{report.Job}/{report.Progress.Run}: {CountsWriter.Text(report.Progress.Units)}; {Wording.Count(report.Progress.Rows, "row")}, "
            + $"{Wording.Count(report.Progress.Requests, "request")} in {Wording.Duration(report.Elapsed)}; gate {Percent(step.Gate)}: {step.Completeness}"
            + $"{(step.IsPassed ? "" : ", closed")}{(report.Triage is { } triage ? $"\n  triage    {triage}" : "")}",
        { WaitsFor: { } other } => $"{step.Job}: not begun, {other} is not through its gate",
        { Error: { } error } => $"{step.Job}: {PlainText.Of(error.Message, 300)}",
        _ => step.Job,
    };

    /// <summary>Gets the last lines of a chain.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="steps">Its jobs that had their turn.</param>
    /// <param name="elapsed">How long all took.</param>
    /// <param name="next">The command that goes on; null when nothing is left.</param>
    public static string Total(ChainDefinition chain, IReadOnlyList<ChainStep> steps, TimeSpan elapsed, string? next) =>
        $"{chain.Name}: {steps.Count(s => s.ExitCode == ExitCode.Complete)} of {Wording.Count(chain.Jobs.Length, "job")} complete in {Wording.Duration(elapsed)}, "
        + Wording.Count(steps.Sum(s => s.Report?.Progress.Requests ?? 0), "request")
        + (next is null ? "" : $"\n  next      {next}");

    /// <summary>Gets all of it for programs.</summary>
    public static string Json(ChainDefinition chain, IReadOnlyList<ChainStep> steps, TimeSpan elapsed, int exitCode) => JsonText.Document(json =>
    {
        json.WriteNumber("v", 1);
        json.WriteString("chain", chain.Name);
        json.WriteNumber("exit", exitCode);
        json.WriteNumber("seconds", Math.Round(elapsed.TotalSeconds, 3));
        json.WriteNumber("requests", steps.Sum(s => s.Report?.Progress.Requests ?? 0));
        json.WriteObjects("jobs", steps, step =>
        {
            json.WriteString("job", step.Report?.Job ?? step.Job);
            json.WriteNumber("exit", step.ExitCode);
            json.WriteBoolean("passed", step.IsPassed);
            json.WriteString("waitsFor", step.WaitsFor);
            if (step.Report is { } report)
            {
                json.WriteNumber("run", report.Progress.Run);
                json.WriteNumber("units", report.Progress.Units.Total);
                json.WriteNumber("settled", step.Completeness.Actual);
                json.WriteNumber("rows", report.Progress.Rows);
                json.WriteNumber("requests", report.Progress.Requests);
                json.WriteNumber("seconds", Math.Round(report.Elapsed.TotalSeconds, 3));
            }

        });
    });

    private static string Percent(double share) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{100 * share:0.##} %");
}
