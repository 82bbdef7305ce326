using ActorBackfill.Domain.Readiness;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Running;

namespace ActorBackfill.Host.Chains;

/// <summary>How one job of a chain went.</summary>
/// <param name="Job">The job, as the chain calls it.</param>
/// <param name="Gate">What its gate asks for, 0 to 1.</param>
/// <param name="Report">Its run; null when it did not begin.</param>
/// <param name="WaitsFor">The job before it whose gate was not passed; null when it began, or could not.</param>
/// <param name="Error">Why it could not begin; null when it did, or was not to.</param>
internal sealed record ChainStep(string Job, double Gate, RunReport? Report, string? WaitsFor = null, CommandException? Error = null)
{
    /// <summary>Gets how many of its units are done or empty; what it declined is not expected.</summary>
    public Completeness Completeness => Report is null ? default
        : new Completeness(
            Report.Progress.Units.Total - Report.Progress.Units.Skipped, Report.Progress.Units.Done + Report.Progress.Units.Empty, Gate);

    /// <summary>Gets whether those after it may begin.</summary>
    public bool IsPassed => Report is not null && (Completeness.IsProductionReady || Completeness.Expected == 0);

    /// <summary>Gets whether somebody has stopped it: nothing else is begun.</summary>
    public bool IsStopped => Report?.ExitCode is Failures.ExitCode.Interrupted or Failures.ExitCode.Terminated;

    /// <summary>Gets its exit code; that of a job that had to wait is the gate's.</summary>
    public int ExitCode => Error?.ExitCode ?? Report?.ExitCode ?? Failures.ExitCode.Differences;

    /// <summary>
    /// Gets the exit code of the chain: of what stopped it or could not run, the first; then the gate's, where one held a job back; then that of
    /// failed units; 0 when every job is complete.
    /// </summary>
    /// <param name="steps">All jobs.</param>
    public static int Combined(IReadOnlyList<ChainStep> steps) =>
        steps.Select(s => s.ExitCode).FirstOrDefault(code => code is not (Failures.ExitCode.Complete or Failures.ExitCode.UnitsFailed or Failures.ExitCode.Differences))
        is not 0 and var first ? first
        : steps.Any(s => s.ExitCode == Failures.ExitCode.Differences) ? Failures.ExitCode.Differences
        : steps.Any(s => s.ExitCode == Failures.ExitCode.UnitsFailed) ? Failures.ExitCode.UnitsFailed
        : Failures.ExitCode.Complete;
}
