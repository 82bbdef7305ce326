using System.CommandLine;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Controlling;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Explaining;

/// <summary><c>backfill why JOB UNIT</c>: what became of a unit, or what keeps it from being done; from the run while it goes on, and the journal.</summary>
internal static class WhyVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("why", "Show what became of a unit, or what keeps it from being done");
        var unit = new Argument<string>("UNIT") { Description = "The unit's key: month=2025-09/state=VIC" };
        var (job, talk) = (new JobFlags().AddTo(command), new TalkFlags().AddTo(command));
        command.Arguments.Add(unit);
        command.SetAction((parse, _) => ShowAsync(job.Read(parse), parse.GetValue(unit)!, talk.Read(parse, terminal)));
        return command;
    }

    private static async Task<int> ShowAsync(JobChoice choice, string unit, Talk talk)
    {
        var job = LoadedJob.Load(choice, talk);
        var live = await LiveRun.AskAsync(job, new WhyQuery { Unit = unit }, talk);
        var state = live?.Result is { } result && result.TryGetProperty("state", out var word) ? word.GetString() : null;
        var why = live is not null && state is not null and not Why.Ended
            ? new Why(unit, state, live.Lines)
            : UnitHistory.Of(job, unit, choice, talk);
        if (talk.IsJson)
        {
            talk.Terminal.Line(JsonText.Document(json =>
            {
                json.WriteNumber("v", 1);
                json.WriteString("job", job.Definition.Name);
                json.WriteString("unit", PlainText.Of(why.Unit));
                json.WriteString("state", why.State);
                json.WriteTexts("reasons", why.Lines.Select(line => PlainText.Of(line, 2_000)));
            }));
            return ExitCode.Complete;
        }

        talk.Terminal.Line($"{PlainText.Of(why.Unit, 300)}: {why.State.Replace('-', ' ')}");
        foreach (var line in why.Lines)
        {
            talk.Terminal.Line("  " + PlainText.Of(line, 2_000));
        }

        return ExitCode.Complete;
    }
}
