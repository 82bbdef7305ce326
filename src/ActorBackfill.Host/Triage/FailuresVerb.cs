using System.CommandLine;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Listing;
using ActorBackfill.Host.ReadModels;

namespace ActorBackfill.Host.Triage;

/// <summary><c>backfill failures JOB</c>: what failed, grouped by cause; works while a run is going on.</summary>
internal static class FailuresVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("failures", "Show what failed, grouped by cause");
        var (job, list, talk) = (new JobFlags().AddTo(command), new ListFlags().AddFormatTo(command), new TalkFlags().AddTo(command));
        command.SetAction(parse =>
        {
            var tone = talk.Read(parse, terminal);
            return Show(job.Read(parse), list.Format(parse, tone), tone);
        });
        return command;
    }

    private static int Show(JobChoice choice, string format, Talk talk)
    {
        using var model = ReadModelStore.Open(LoadedJob.Load(choice, talk));
        FailuresDocument.Write(model, model.Groups(), format, id => NextCommand.RetryGroup(choice, id, talk.Terminal.CommandName), talk.Terminal);
        return 0;
    }
}
