using ActorBackfill.Host.Serving.Jobs;

namespace ActorBackfill.Host.Serving.Stages;

/// <summary>How one run of a submitted job ended.</summary>
/// <param name="Type">Which pages it looked at; null is the API.</param>
/// <param name="ExitCode">One of <see cref="Failures.ExitCode"/>.</param>
/// <param name="Message">Why it did not come to its end; null when it did.</param>
/// <param name="Figures">What it did.</param>
internal sealed record StageEnd(DataType? Type, int ExitCode, string? Message, SourceFigures Figures)
{
    /// <summary>Gets whether every unit has its end.</summary>
    public bool IsFinished => ExitCode is Failures.ExitCode.Complete or Failures.ExitCode.UnitsFailed;

    /// <summary>Gets whether it was asked to stop.</summary>
    public bool IsStopped => ExitCode is Failures.ExitCode.Interrupted or Failures.ExitCode.Terminated;

    /// <summary>Gets whether its source gave up, and another one may have what it lacks.</summary>
    public bool IsSourceGone => ExitCode is Failures.ExitCode.SourceUnusable or Failures.ExitCode.StoppedByPolicy;
}
