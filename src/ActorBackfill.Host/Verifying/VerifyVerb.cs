using System.CommandLine;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Verifying.Against;
using ActorBackfill.Host.Verifying.Equivalence;

namespace ActorBackfill.Host.Verifying;

/// <summary><c>backfill verify JOB</c>: compares the sink's rows with its ledger, unit by unit; writes nothing.</summary>
internal static class VerifyVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("verify", "Compare the sink's rows with its ledger: rows and content of every unit");
        var job = new JobFlags().AddTo(command);
        var against = new Option<string?>("--against") { Description = "Which units do not hold what they held after that run: JOB/N, N or last", HelpName = "RUN" };
        command.Options.Add(against);
        var talk = new TalkFlags().AddTo(command);
        command.SetAction(parse => parse.GetValue(against) is { } run
            ? AgainstCommand.Run(job.Read(parse), run, talk.Read(parse, terminal))
            : Verify(job.Read(parse), talk.Read(parse, terminal)));
        command.Subcommands.Add(EquivalenceVerb.Create(terminal));
        return command;
    }

    private static int Verify(JobChoice choice, Talk talk)
    {
        var job = LoadedJob.Load(choice, talk);
        using var sink = job.Sink.Open(job.Definition.Sink.Tables, job.Definition.IdentityText, SinkOpenMode.ReadOnly, new SinkUse(), talk.Terminal.Time);
        var found = SinkVerifier.Verify(sink);
        if (talk.IsJson)
        {
            talk.Terminal.Line(VerifyDocument.Json(job, found));
        }
        else
        {
            VerifyDocument.Write(job, found, talk.Terminal);
        }

        return found.IsEqual ? ExitCode.Complete : ExitCode.Differences;
    }
}
