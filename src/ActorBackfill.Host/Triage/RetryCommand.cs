using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Running;
using ActorBackfill.Host.Summaries;

namespace ActorBackfill.Host.Triage;

/// <summary>
/// Opens units again: shows how many and a sample, asks, journals who wanted it, and says the command that runs them. Done twice it does
/// nothing the second time. To ask for a retry is not to retry: nothing is requested here. Where the job runs, its run opens the units, and deals them.
/// </summary>
/// <param name="choice">Which job.</param>
/// <param name="retry">Which units.</param>
/// <param name="talk">Who is asked and told.</param>
internal sealed class RetryCommand(JobChoice choice, RetryChoice retry, Talk talk)
{
    /// <summary>Opens them.</summary>
    /// <returns>The exit code: 0.</returns>
    /// <exception cref="CommandException">Nothing was said about which units, or not confirmed: exit 2; a process holds the job and cannot be asked: exit 5.</exception>
    public async Task<int> RunAsync()
    {
        if (retry.IsEmpty)
        {
            throw new CommandException(
                ExitCode.Usage, "which-units", "retry: which units?", "--failed, --group ID, --filter EXPR, --unit KEY or --quarantined says it; 'backfill failures' shows the groups.");
        }

        var job = LoadedJob.Load(choice, talk);
        var work = new RetryWork(job, retry, via: null, talk);
        var preview = work.Select();
        if (preview.Count == 0)
        {
            return Write(new OpenedUnits(preview, 0, null));
        }

        Preview(job, preview);
        Questions.Confirm(talk, $"{Wording.Count(preview.Count, "unit")} of {job.Definition.Name} will be open again.");
        return Write(await work.OpenAsync());
    }

    private void Preview(LoadedJob job, RetrySelection selection)
    {
        talk.Warn($"{job.Definition.Name}: {retry.Text}: {Wording.Count(selection.Count, "unit")} ({States(selection)})");
        foreach (var unit in selection.Sample.Take(5))
        {
            talk.Warn($"  such as {PlainText.Of(unit.Unit.Key, 200)}: {PlainText.Of(unit.Noted?.Text ?? unit.State, 200)}");
        }

        foreach (var (category, units) in selection.ByCategory.OrderByDescending(c => c.Value))
        {
            if (RetryHints.Of(category) is { } hint)
            {
                talk.Warn($"  {Wording.Number(units)} x {category}: {hint}");
            }
        }

        if (selection.LeftInQuarantine > 0)
        {
            talk.Warn($"  {Wording.Count(selection.LeftInQuarantine, "unit")} in quarantine stay there; --quarantined takes them too");
        }
    }

    private static string States(RetrySelection selection) =>
        string.Join(", ", selection.ByState.OrderByDescending(s => s.Value).Select(s => $"{Wording.Number(s.Value)} {s.Key}"));

    private int Write(OpenedUnits units)
    {
        var (selection, opened, live) = units;
        var next = live is null || live.Dealt < live.Opened ? NextCommand.Run(choice, talk.Terminal.CommandName) : null;
        if (talk.IsJson)
        {
            talk.Terminal.Line(JsonText.Document(json =>
            {
                json.WriteNumber("v", 1);
                json.WriteString("job", choice.Job);
                json.WriteNumber("requeued", opened);
                json.WriteNumber("dealt", live?.Dealt ?? 0);
                json.WriteStartObject("units");
                foreach (var (state, units) in selection.ByState)
                {
                    json.WriteNumber(state, units);
                }

                json.WriteEndObject();
                json.WriteNumber("leftInQuarantine", selection.LeftInQuarantine);
                json.WriteNumber("openAlready", selection.OpenAlready);
                json.WriteString("next", next);
            }));
            return ExitCode.Complete;
        }

        var by = live is { Dealt: > 0 } ? $", {(live.Dealt == opened ? "" : $"{Wording.Number(live.Dealt)} of them ")}dealt by the run that goes on" : "";
        talk.Terminal.Line(opened > 0 ? $"{Wording.Count(opened, "unit")} open again{by}" : "nothing to open again");
        new FactList()
            .Add("open", selection.OpenAlready > 0 ? [$"{Wording.Number(selection.OpenAlready)} were open already"] : [])
            .Add("apart", selection.LeftInQuarantine > 0 ? [$"{Wording.Number(selection.LeftInQuarantine)} stay in quarantine; --quarantined takes them too"] : [])
            .Add("next", opened > 0 && next is not null ? [next] : [])
            .WriteTo(talk.Terminal);
        return ExitCode.Complete;
    }
}
