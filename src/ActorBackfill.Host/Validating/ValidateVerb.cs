using System.CommandLine;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Host.Chains;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;
using ActorBackfill.Host.Sets;

namespace ActorBackfill.Host.Validating;

/// <summary><c>backfill config validate JOB</c>: every error of a job file at once, or that it is right.</summary>
internal static class ValidateVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("validate", "Check a job file; every error at once, nothing is written");
        var (job, talk) = (new JobFlags().AddTo(command, withState: false), new TalkFlags().AddTo(command));
        command.SetAction(parse =>
        {
            var (choice, how) = (job.Read(parse), talk.Read(parse, terminal));
            return ChainFile.Find(choice.Job) is { } chain ? ValidateChain(chain, choice, how)
                : JobSetFile.Find(choice.Job) is { } set ? ValidateSet(set, choice, how)
                : Validate(choice, how);
        });
        return command;
    }

    // A chain is right when its jobs are, with what it lays over them.
    private static int ValidateChain(string path, JobChoice choice, Talk talk)
    {
        var chain = ChainFile.Load(path, choice.Overlays);
        foreach (var job in chain.Jobs)
        {
            _ = LoadedJob.Load(choice with { Job = job.Job, Overlays = job.Overlays }, talk);
        }

        return Say(path, "chain", chain.Name, chain.Jobs.Length, talk);
    }

    private static int ValidateSet(string path, JobChoice choice, Talk talk)
    {
        var set = JobSetFile.Load(path);
        foreach (var (_, job) in set.Jobs)
        {
            _ = LoadedJob.Load(choice with { Job = job }, talk);
        }

        return Say(path, "set", set.Name, set.Jobs.Length, talk);
    }

    private static int Say(string path, string kind, string name, int jobs, Talk talk)
    {
        talk.Terminal.Line(talk.IsJson
            ? JsonText.OneLine(json =>
            {
                json.WriteBoolean("valid", true);
                json.WriteString(kind, name);
                json.WriteString("file", path);
                json.WriteNumber("jobs", jobs);
            })
            : $"{path}: valid; {kind} {name}, {Wording.Count(jobs, "job")}");
        return 0;
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
