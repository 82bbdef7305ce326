using System.CommandLine;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Doctoring;

/// <summary><c>backfill doctor JOB</c>: what would stand in a run's way, a line each, before it starts. Writes nothing that stays.</summary>
internal static class DoctorVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("doctor", "Look at machine, storage, clock and source for what would stand in a run's way");
        var (job, talk) = (new JobFlags().AddTo(command), new TalkFlags().AddTo(command));
        command.Arguments[0].Arity = ArgumentArity.ZeroOrOne;
        command.SetAction(async (parse, _) =>
        {
            var tone = talk.Read(parse, terminal);
            var findings = await LookAsync(job.Read(parse), tone);
            Write(findings, tone);
            return ExitOf(findings);
        });
        return command;
    }

    /// <summary>Gets the exit code: that of the gravest problem, sink before source before the rest; 0 when there is none.</summary>
    public static int ExitOf(IReadOnlyList<Finding> findings)
    {
        var problems = findings.Where(f => f.Verdict == Verdict.Problem).Select(f => f.ExitCode).ToHashSet();
        int[] gravest = [ExitCode.SinkUnusable, ExitCode.JournalUnusable, ExitCode.SourceUnusable, ExitCode.Usage];
        return Array.Find(gravest, problems.Contains);
    }

    private static async Task<IReadOnlyList<Finding>> LookAsync(JobChoice choice, Talk talk)
    {
        var findings = MachineChecks.Of(talk.Terminal.Time.GetUtcNow()).ToList();
        if (string.IsNullOrEmpty(choice.Job))
        {
            findings.AddRange(StorageChecks.Directory("state", Path.GetFullPath(choice.State, talk.Terminal.Directory), ExitCode.JournalUnusable));
            return findings;
        }

        findings.AddRange(await LookAsync(LoadedJob.Load(choice, talk), talk.Terminal.Time));
        return findings;
    }

    /// <summary>Looks at storage and source of a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="time">The clock.</param>
    public static async Task<IReadOnlyList<Finding>> LookAsync(LoadedJob job, TimeProvider time)
    {
        var findings = new List<Finding>();
        findings.AddRange(StorageChecks.Directory("state", job.Paths.Directory, ExitCode.JournalUnusable));
        if (Path.GetDirectoryName(job.Sink.File) is { } directory)
        {
            findings.AddRange(StorageChecks.Directory("sink", directory, ExitCode.SinkUnusable));
        }

        findings.AddRange(StorageChecks.Files(job));
        findings.AddRange(await SourceChecks.OfAsync(job, time));
        return findings;
    }

    private static void Write(IReadOnlyList<Finding> findings, Talk talk)
    {
        if (talk.IsJson)
        {
            talk.Terminal.Line(Json(findings));
            return;
        }

        foreach (var finding in findings)
        {
            var word = finding.Verdict switch { Verdict.Ok => "ok", Verdict.Warning => "warning", _ => "PROBLEM" };
            talk.Terminal.Line($"{word,-8} {finding.Name,-8} {PlainText.Of(finding.Text)}");
            if (finding.Help is { } help)
            {
                talk.Terminal.Line($"{"",-17} {PlainText.Of(help)}");
            }
        }
    }

    private static string Json(IReadOnlyList<Finding> findings) => JsonText.Document(json =>
    {
        json.WriteNumber("v", 1);
        json.WriteNumber("exit", ExitOf(findings));
        json.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("name", finding.Name);
            json.WriteString("verdict", finding.Verdict switch { Verdict.Ok => "ok", Verdict.Warning => "warning", _ => "problem" });
            json.WriteString("text", PlainText.Of(finding.Text));
            json.WriteString("help", finding.Help is { } help ? PlainText.Of(help) : null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
