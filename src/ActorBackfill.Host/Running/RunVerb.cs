using System.CommandLine;
using ActorBackfill.Host.Chains;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Sets;
using ActorBackfill.Host.Telling;

namespace ActorBackfill.Host.Running;

/// <summary><c>backfill run JOB</c> and <c>backfill resume JOB</c>.</summary>
internal static class RunVerb
{
    /// <summary>Makes the command <c>run</c>: plans if needed, runs, or resumes what was begun.</summary>
    public static Command Create(Terminal terminal) =>
        Create(new Command("run", "Run a job or a chain of them, or go on where it stopped; 'backfill JOB' is the same"), mustResume: false, terminal);

    /// <summary>Makes the command <c>resume</c>.</summary>
    public static Command CreateResume(Terminal terminal) =>
        Create(new Command("resume", "Go on where a job stopped; an error when it never ran"), mustResume: true, terminal);

    private static Command Create(Command command, bool mustResume, Terminal terminal)
    {
        var (job, run, talk) = (new JobFlags().AddTo(command), new RunFlags().AddTo(command), new TalkFlags().AddTo(command, asks: true));
        command.SetAction((parse, _) =>
        {
            var (typed, flags, how) = (job.Read(parse), EnvironmentSettings.Over(run.Read(parse, mustResume), terminal), talk.Read(parse, terminal));
            if (ChainFile.Find(typed.Job) is { } chain)
            {
                return new ChainCommand(chain, typed, flags with { MustResume = false }, how).RunAsync();
            }

            if (JobSetFile.Find(typed.Job) is { } set)
            {
                return new SetCommand(JobSetFile.Load(set), typed, flags, how).RunAsync();
            }

            var (choice, asked) = RunQuestions.Answered(typed, flags, how);
            return new RunCommand(choice, asked, how).RunAsync();
        });
        return command;
    }
}
