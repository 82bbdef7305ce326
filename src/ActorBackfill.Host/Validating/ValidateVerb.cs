using System.CommandLine;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;

namespace ActorBackfill.Host.Validating;

/// <summary><c>backfill config validate JOB</c>: every error of a job file at once, or that it is right.</summary>
internal static class ValidateVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("validate", "Check a job file; every error at once, nothing is written");
        var (job, talk) = (new JobFlags().AddTo(command, withState: false), new TalkFlags().AddTo(command));
        command.SetAction(parse => Validate(job.Read(parse), talk.Read(parse, terminal)));
        return command;
    }

    private static int Validate(JobChoice choice, Talk talk)
    {
        var job = LoadedJob.Load(choice, talk);
        var plan = job.PlanWith(JournalView.Empty());
        talk.Terminal.Line(talk.IsJson
            ? JsonText.OneLine(json =>
            {
                json.WriteBoolean("valid", true);
                json.WriteString("job", job.Definition.Name);
                json.WriteString("file", job.File.Path);
                json.WriteNumber("units", plan.Count);
            })
            : $"{job.File.Path}: valid; job {job.Definition.Name}, {Wording.Count(plan.Count, "unit")}");
        return 0;
    }
}
