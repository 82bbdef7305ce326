using System.Collections.Immutable;
using System.CommandLine;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Summaries;

namespace ActorBackfill.Host.JournalCare;

/// <summary><c>backfill journal check JOB</c>: whether a journal can be trusted; exit 6 when not, 9 when the sink says something else.</summary>
internal static class JournalCheckVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("check", "Check a job's journal: its pages, its events, its snapshots, and the sink's ledger against it");
        var (job, talk) = (new JobFlags().AddTo(command), new TalkFlags().AddTo(command));
        command.SetAction(parse => Show(job.Read(parse), talk.Read(parse, terminal)));
        return command;
    }

    private static int Show(JobChoice choice, Talk talk)
    {
        var job = LoadedJob.Load(choice, talk);
        KnownJournal.Demand(job, talk);
        var lines = new JournalCheck(job, talk.Terminal.Time).Run();
        var worst = lines.Max(line => line.Result);
        if (talk.IsJson)
        {
            talk.Terminal.Line(Json(job, lines, worst));
        }
        else
        {
            Write(job, lines, worst, talk.Terminal);
        }

        return worst switch
        {
            CheckResult.Broken => ExitCode.JournalUnusable,
            CheckResult.Differs => ExitCode.Differences,
            _ => ExitCode.Complete,
        };
    }

    private static void Write(LoadedJob job, ImmutableArray<CheckLine> lines, CheckResult worst, Terminal terminal)
    {
        terminal.Line($"{job.Definition.Name}: the journal {(worst == CheckResult.Broken ? "cannot be used" : worst == CheckResult.Differs ? "is sound, the sink says something else" : "is sound")}");
        var facts = new FactList();
        foreach (var line in lines)
        {
            facts.Add(line.Name, $"{(line.Result is CheckResult.Ok or CheckResult.Note ? "" : "! ")}{line.Text}");
        }

        facts.Add("next", NeedsRepair(lines) ? [job.RepairCommand] : []).WriteTo(terminal);
    }

    private static string Json(LoadedJob job, ImmutableArray<CheckLine> lines, CheckResult worst) => JsonText.Document(json =>
    {
        json.WriteNumber("v", 1);
        json.WriteString("job", job.Definition.Name);
        json.WriteString("journal", job.Paths.Journal);
        json.WriteString("result", Word(worst));
        json.WriteObjects("checks", lines, line =>
        {
            json.WriteString("name", line.Name);
            json.WriteString("result", Word(line.Result));
            json.WriteString("text", line.Text);
        });
        if (NeedsRepair(lines))
        {
            json.WriteString("next", job.RepairCommand);
        }
    });

    // Snapshots only speed things up: a file of wrong ones is deleted, as its line says.
    private static bool NeedsRepair(ImmutableArray<CheckLine> lines) => lines.Any(line => line.Result == CheckResult.Broken && line.Name != "snapshots");

    private static string Word(CheckResult result) => result.ToString().ToLowerInvariant();
}
