using System.CommandLine;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Configuring;

/// <summary><c>backfill config show JOB</c>: the settings that hold for a job, and where each comes from; no secret is shown, and nothing is written.</summary>
internal static class ShowVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var origin = new Option<bool>("--origin") { Description = "Where each setting comes from: file and line, environment variable, flag or default" };
        var command = new Command("show", "Show the settings that hold for a job, secrets masked; nothing is written");
        var (job, talk) = (new JobFlags().AddTo(command, withState: false), new TalkFlags().AddTo(command));
        command.Options.Add(origin);
        command.SetAction(parse => Show(job.Read(parse), parse.GetValue(origin), talk.Read(parse, terminal)));
        return command;
    }

    private static int Show(JobChoice choice, bool withOrigin, Talk talk)
    {
        var config = EffectiveConfig.Of(LoadedJob.Load(choice, talk), choice, talk.Terminal.Directory);
        if (talk.IsJson)
        {
            talk.Terminal.Line(ConfigDocument.Json(config));
        }
        else
        {
            ConfigDocument.Write(config, withOrigin, talk.Terminal);
        }

        return ExitCode.Complete;
    }
}
