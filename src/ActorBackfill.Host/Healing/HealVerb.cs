using System.CommandLine;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Healing;

/// <summary><c>backfill heal JOB</c>: makes rows again that were made from incomplete upstream, once that is complete.</summary>
internal static class HealVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("heal", "Make rows again that were made while something they need was missing, once it is there");
        var (job, run, talk) = (new JobFlags().AddTo(command), new RunFlags().AddHealFlagsTo(command), new TalkFlags().AddTo(command));
        command.SetAction((parse, _) =>
            new HealCommand(job.Read(parse), EnvironmentSettings.Over(run.Read(parse), terminal), talk.Read(parse, terminal)).RunAsync());
        return command;
    }
}
