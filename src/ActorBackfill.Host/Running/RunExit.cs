using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;

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
        RunRefusal.OtherSink or RunRefusal.SinkUnusable => ExitCode.SinkUnusable,
        RunRefusal.NoPlan => ExitCode.Usage,
        _ => OfEnd(result, signal),
    };

    /// <summary>Gets the error of a run that did not begin, or could not go on.</summary>
    /// <param name="result">How it ended: with a refusal.</param>
    /// <param name="paths">Where its journal is.</param>
    /// <param name="job">The job.</param>
    /// <param name="resume">The command that goes on.</param>
    /// <param name="commandName">How the program was called.</param>
    public static CommandException Refused(RunResult result, JobPaths paths, JobChoice job, string resume, string commandName)
    {
        var unwritable = result.Refusal == RunRefusal.JournalUnusable && JournalFile.Inspect(paths.Journal).State == JournalState.Ok
            ? JournalErrors.WhyUnwritable(paths.Journal)
            : null;
        var (code, hint) = result.Refusal switch
        {
            RunRefusal.JournalUnusable when unwritable is not null =>
                ("journal-unwritable", $"{unwritable} Nothing is lost; when it can be written again: {resume}"),
            RunRefusal.JournalUnusable => ("journal-unusable", "Rebuild it from the sink's ledger: " + NextCommand.Repair(job, commandName)),
            RunRefusal.OtherSink => ("other-sink", "Give the right sink with --sink; or accept this one, and run again what it lacks, with --adopt-sink."),
            RunRefusal.SinkUnusable => ("sink-unusable", $"See who else uses the sink's file. Nothing is lost; when it is free: {resume}"),
            _ => ("plan", null),
        };
        return new CommandException(Of(result, null), code, result.Message ?? "the run did not begin", hint);
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
        _ => HasFailures(result.Progress) || result.Progress.NotReady > 0 ? ExitCode.UnitsFailed : ExitCode.Complete,
    };
}
