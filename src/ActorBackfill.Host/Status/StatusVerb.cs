using System.CommandLine;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Status;

/// <summary><c>backfill status JOB</c>: how far a job is, from its journal; works while a run is going on, and writes nothing.</summary>
internal static class StatusVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("status", "Show how far a job is; works while it runs");
        var (job, talk) = (new JobFlags().AddTo(command), new TalkFlags().AddTo(command));
        command.SetAction(parse => Show(job.Read(parse), talk.Read(parse, terminal)));
        return command;
    }

    private static int Show(JobChoice choice, Talk talk)
    {
        var status = JobStatus.Of(LoadedJob.Load(choice, talk));
        if (talk.IsJson)
        {
            talk.Terminal.Line(StatusDocument.Json(status));
        }
        else
        {
            StatusDocument.Write(status, talk.Terminal);
        }

        return 0;
    }
}
