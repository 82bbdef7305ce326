using System.CommandLine;
using ActorBackfill.Domain.Jobs;
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
        // Lists are read by plans and runs; a file can be right without them.
        long? units = job.Definition.Dimensions.Any(d => d is EntityListDefinition) ? null : job.PlanWith(JournalView.Empty()).Count;
        talk.Terminal.Line(talk.IsJson
            ? JsonText.OneLine(json =>
            {
                json.WriteBoolean("valid", true);
                json.WriteString("job", job.Definition.Name);
                json.WriteString("file", job.File.Path);
                if (units is { } count)
                {
                    json.WriteNumber("units", count);
                }
            })
            : $"{job.File.Path}: valid; job {job.Definition.Name}, {(units is { } known ? Wording.Count(known, "unit") : "units are known when its lists have been read")}");
        return 0;
    }
}
