using System.CommandLine;
using System.CommandLine.Parsing;
using ActorBackfill.Domain.Gates;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.ReadModels;
using ActorBackfill.Host.Sets;

namespace ActorBackfill.Host.Gates;

/// <summary><c>backfill gate JOB</c>: opens only when enough of what is expected is there; exit 0 or 9, with evidence and a repair plan.</summary>
internal static class GateVerb
{
    private static readonly Option<decimal?> Min = new("--min")
    {
        Description = "The least covered share; exactly so much passes [default: 100%]",
        HelpName = "PERCENT",
        CustomParser = Share,
    };

    private static readonly Option<string?> Expect = new("--expect")
    {
        Description = "What is expected: plan, a file (a key a line, or key,rows), or query:SQL on the sink [default: plan]",
        HelpName = "WHAT",
    };

    private static readonly Option<long?> ToleranceRows = new("--tolerance-rows")
    {
        Description = "Rows by which a key may differ from what is expected [default: 0]",
        HelpName = "N",
        CustomParser = FlagParsers.Number(0, long.MaxValue),
    };

    private static readonly Option<decimal?> TolerancePercent = new("--tolerance-percent")
    {
        Description = "Percent of its rows by which a key may differ [default: 0]",
        HelpName = "PERCENT",
        CustomParser = Share,
    };

    private static readonly Option<string?> By = new("--by") { Description = "Every value of this dimension must be covered by itself", HelpName = "NAME" };
    private static readonly Option<string?> Gaps = new("--gaps") { Description = "Write the units that are missing, for --from-gaps", HelpName = "FILE" };
    private static readonly Option<string?> Evidence = new("--evidence") { Description = "Write what was found as JSON", HelpName = "FILE" };

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("gate", "Check that enough of what is expected is there: a job's units, or the tables of a gate file; exit 9 when not");
        var (job, talk) = (new JobFlags().AddTo(command), new TalkFlags().AddTo(command));
        foreach (var option in (Option[])[Min, Expect, ToleranceRows, TolerancePercent, By, Gaps, Evidence])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse => Judge(job.Read(parse), Read(parse), talk.Read(parse, terminal)));
        return command;
    }

    private static GateChoice Read(ParseResult parse) => new(
        parse.GetValue(Min), parse.GetValue(Expect) is { } expect && expect != "plan" ? expect : null, parse.GetValue(ToleranceRows), parse.GetValue(TolerancePercent),
        parse.GetValue(By), parse.GetValue(Gaps), parse.GetValue(Evidence));

    private static int Judge(JobChoice choice, GateChoice gate, Talk talk)
    {
        if (JobSetFile.Find(choice.Job) is { } set)
        {
            return new SetGate(JobSetFile.Load(set), choice, talk).Judge();
        }

        var (outcome, seq) = GateFile.Find(choice.Job) is { } file ? (OfTables(file, choice, gate, talk), null) : OfJob(choice, gate, talk);
        if (outcome.Parts.All(p => p.Expected == 0))
        {
            throw new CommandException(ExitCode.Usage, "nothing-expected", $"gate {outcome.Name}: nothing is expected, so nothing would be proved");
        }

        var evidence = GateDocument.Json(outcome, talk.Terminal.Time.GetUtcNow(), seq);
        Save(gate.Evidence, evidence, talk);
        Save(gate.Gaps, GateDocument.Gaps(outcome), talk);
        if (talk.IsJson)
        {
            talk.Terminal.Line(evidence);
        }
        else
        {
            GateDocument.Write(outcome, talk.Terminal);
        }

        return outcome.IsOpen ? ExitCode.Complete : ExitCode.Differences;
    }

    private static (GateOutcome Outcome, long? Seq) OfJob(JobChoice choice, GateChoice gate, Talk talk)
    {
        var job = LoadedJob.Load(choice, talk);
        using var model = ReadModelStore.Open(job);
        var expected = gate.Expect is null ? null : ExpectedKeys.Read(gate.Expect, job.Sink, talk.Terminal.Directory);
        return (new JobGate(model, Rule(new GateRule(), gate), gate.By).Judge(expected), model.SequenceNr);
    }

    private static GateOutcome OfTables(string file, JobChoice choice, GateChoice gate, Talk talk)
    {
        if (gate.By is not null)
        {
            throw new CommandException(ExitCode.Usage, "gate", "--by is for a job's units; a gate over tables has a line a table anyway");
        }

        var definition = GateFile.Load(file, choice);
        return TableGate.Judge(
            definition with
            {
                Expect = gate.Expect ?? definition.Expect,
                Rule = Rule(definition.Rule, gate),
            },
            talk.Terminal.Directory);
    }

    private static GateRule Rule(GateRule rule, GateChoice gate) => rule with
    {
        MinPercent = gate.MinPercent ?? rule.MinPercent,
        ToleranceRows = gate.ToleranceRows ?? rule.ToleranceRows,
        TolerancePercent = gate.TolerancePercent ?? rule.TolerancePercent,
    };

    private static void Save(string? file, string content, Talk talk)
    {
        if (file is null)
        {
            return;
        }

        var path = Path.GetFullPath(file, talk.Terminal.Directory);
        try
        {
            File.WriteAllText(path, content + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Usage, "cannot-write", $"{path} cannot be written: {e.Message}", inner: e);
        }
    }

    private static decimal? Share(ArgumentResult result)
    {
        if (GateFile.Percent(result.Tokens[0].Value) is { } percent)
        {
            return percent;
        }

        result.AddError($"{(result.Parent as OptionResult)?.Option.Name} {result.Tokens[0].Value}: is not a share from 0% to 100%");
        return null;
    }
}
