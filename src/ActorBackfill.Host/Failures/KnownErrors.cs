using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Hocon;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Replay;

namespace ActorBackfill.Host.Failures;

/// <summary>Turns every exception that can end a command into a message, a hint and an exit code.</summary>
internal static class KnownErrors
{
    /// <summary>Gets the error of an exception; an unknown one is our bug and leaves a report.</summary>
    /// <param name="exception">What ended the command.</param>
    /// <param name="terminal">Whose clock the report takes.</param>
    public static CommandException Of(Exception exception, Terminal terminal) => Find(exception) ?? CrashReport.Of(exception, terminal);

    /// <summary>Gets the error of an exception that people can do something about; null for an unknown one.</summary>
    /// <param name="exception">What ended the command.</param>
    public static CommandException? Find(Exception exception) => exception switch
    {
        CommandException known => known,
        HoconException wrong => OfFile(wrong),
        PlanException plan => new(ExitCode.Usage, "plan", plan.Message, inner: plan),
        ReplayException replay => new(ExitCode.Usage, "replay", replay.Message, inner: replay),
        JobHeldException held => new(ExitCode.HeldElsewhere, "job-held", held.Message, inner: held),
        StateUnusableException state => new(ExitCode.JournalUnusable, "state-unusable", state.Message, "Make it writable, or give another one with --state.", state),
        SinkUnusableException sink => new(ExitCode.SinkUnusable, "sink-unusable", sink.Message, inner: sink),
        FenceLostException fence => new(ExitCode.HeldElsewhere, "fence-lost", fence.Message, "Another process took the job over; its run goes on.", fence),
        CorruptEventException corrupt => new(ExitCode.JournalUnusable, "journal-unusable", corrupt.Message, "Rebuild it: backfill journal repair JOB --from-sink", corrupt),
        BackfillException failure => new(ExitCode.SinkUnusable, failure.Category.Name(), failure.Message, inner: failure),
        _ => null,
    };

    private static CommandException OfFile(HoconException wrong) => wrong.Errors.Length == 1
        ? new CommandException(ExitCode.Usage, "job-file", wrong.Errors[0].ToString(), inner: wrong)
        : new CommandException(ExitCode.Usage, "job-file", $"{wrong.Errors.Length} errors", inner: wrong) { Details = [.. wrong.Errors.Select(e => e.ToString())] };
}
