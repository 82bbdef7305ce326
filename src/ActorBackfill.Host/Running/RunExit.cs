using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.Running;

/// <summary>Says with which exit code a run ends.</summary>
internal static class RunExit
{
    /// <summary>Gets the exit code.</summary>
    /// <param name="result">How the run ended.</param>
    /// <param name="signal">The exit code of the signal that stopped it; null when none came.</param>
    public static int Of(RunResult result, int? signal) => result.Refusal switch
    {
        RunRefusal.JournalUnusable => ExitCode.JournalUnusable,
        RunRefusal.OtherSink => ExitCode.SinkUnusable,
        RunRefusal.NoPlan => ExitCode.Usage,
        _ => OfEnd(result, signal),
    };

    /// <summary>Gets the error of a run that did not begin.</summary>
    public static CommandException Refused(RunRefusal refusal, int exitCode, string? message, JobChoice job, string commandName)
    {
        var hint = refusal switch
        {
            RunRefusal.JournalUnusable => "Rebuild it from the sink's ledger: " + NextCommand.Repair(job, commandName),
            RunRefusal.OtherSink => "Give the right sink with --sink; or accept this one, and run again what it lacks, with --adopt-sink.",
            _ => null,
        };
        var code = refusal switch { RunRefusal.JournalUnusable => "journal-unusable", RunRefusal.OtherSink => "other-sink", _ => "plan" };
        return new CommandException(exitCode, code, message ?? "the run did not begin", hint);
    }

    // A settled unit that failed when it ran again stays settled, and has failed in this run all the same.
    private static bool HasFailures(RunProgress progress) => progress.Units.Failed + progress.Units.Quarantined > 0 || !progress.Failures.IsEmpty;

    private static int OfEnd(RunResult result, int? signal) => result.End switch
    {
        RunEnd.Stopped => signal ?? ExitCode.StoppedByPolicy,
        RunEnd.FenceLost => ExitCode.HeldElsewhere,
        RunEnd.SinkUnusable => ExitCode.SinkUnusable,
        RunEnd.StoppedByPolicy => ExitCode.StoppedByPolicy,
        RunEnd.SourceUnusable => ExitCode.SourceUnusable,
        // A signal that came when all was done has changed nothing.
        _ => HasFailures(result.Progress) ? ExitCode.UnitsFailed : ExitCode.Complete,
    };
}
