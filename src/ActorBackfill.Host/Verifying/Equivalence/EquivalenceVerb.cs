using System.CommandLine;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Verifying.Equivalence;

/// <summary><c>backfill verify equivalence JOB --workers 1,10</c>: shows that the number of workers does not change the result.</summary>
internal static class EquivalenceVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("equivalence", "Run a part of a job with one and with many workers into scratch sinks, and compare");
        var (job, run, how, talk) = (
            new JobFlags().AddTo(command), new RunFlags().AddPartitionFlagsTo(command), new EquivalenceFlags().AddTo(command), new TalkFlags().AddTo(command));
        command.SetAction((parse, _) =>
            new EquivalenceCommand(job.Read(parse), EnvironmentSettings.Over(run.Read(parse), terminal), how.Read(parse), talk.Read(parse, terminal)).RunAsync());
        return command;
    }
}
