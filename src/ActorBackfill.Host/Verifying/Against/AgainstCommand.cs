using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;

namespace ActorBackfill.Host.Verifying.Against;

/// <summary><c>backfill verify JOB --against RUN</c>: which units do not hold what they held when that run had ended; writes nothing.</summary>
internal static class AgainstCommand
{
    /// <summary>Compares and writes the result.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(JobChoice choice, string run, Talk talk)
    {
        var job = LoadedJob.Load(choice, talk);
        var journal = JournalReader.Read(job);
        var number = RunReference.Read(run, job.Definition.Name, journal.State.Run);
        var plan = job.PlanWith(journal);
        using var sink = job.Sink.Open(job.Definition.Sink.Tables, job.Definition.IdentityText, SinkOpenMode.ReadOnly, new SinkUse(), talk.Terminal.Time);
        var found = RunContents.At(JournalEvents.Of(job), number).With(sink.Ledger.Units(), plan.OrdinalOf, plan.KeyOf);
        if (talk.IsJson)
        {
            talk.Terminal.Line(AgainstDocument.Json(job.Definition.Name, number, found));
        }
        else
        {
            AgainstDocument.Write(job.Definition.Name, number, found, talk.Terminal);
        }

        return found.IsEqual ? ExitCode.Complete : ExitCode.Differences;
    }
}
