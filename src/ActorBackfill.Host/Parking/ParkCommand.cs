using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Running;
using ActorBackfill.Host.Summaries;

namespace ActorBackfill.Host.Parking;

/// <summary>
/// Parks units: shows how many and a sample, asks, journals who wanted it and why, and says how they come back. Done twice it does nothing the
/// second time. Where the job runs, its run parks them, and leaves those alone that it is working on.
/// </summary>
/// <param name="choice">Which job.</param>
/// <param name="park">Which units.</param>
/// <param name="talk">Who is asked and told.</param>
internal sealed class ParkCommand(JobChoice choice, ParkChoice park, Talk talk)
{
    /// <summary>Parks them.</summary>
    /// <returns>The exit code: 0.</returns>
    /// <exception cref="CommandException">Nothing was said about which units, or not confirmed: exit 2; a process holds the job and cannot be asked: exit 5.</exception>
    public async Task<int> RunAsync()
    {
        if (park.IsEmpty)
        {
            throw new CommandException(
                ExitCode.Usage, "which-units", "park: which units?", "--unit KEY, --group ID, --filter EXPR or --failed says it; 'backfill failures' shows the groups.");
        }

        var job = LoadedJob.Load(choice, talk);
        var work = new ParkWork(job, park, via: null, talk);
        var preview = work.Select();
        if (preview.Count == 0)
        {
            return Write(new ParkedUnits(preview, 0, 0, IsLive: false));
        }

        Preview(job, preview);
        Questions.Confirm(talk, $"{Wording.Count(preview.Count, "unit")} of {job.Definition.Name} will be quarantined: no run tries them until 'retry --quarantined'.");
        return Write(await work.ParkAsync());
    }

    private void Preview(LoadedJob job, ParkSelection selection)
    {
        var states = string.Join(", ", selection.ByState.OrderByDescending(s => s.Value).Select(s => $"{Wording.Number(s.Value)} {s.Key}"));
        talk.Warn($"{job.Definition.Name}: {park.Text}: {Wording.Count(selection.Count, "unit")} ({states})");
        foreach (var unit in selection.Sample.Take(5))
        {
            talk.Warn($"  such as {PlainText.Of(unit.Unit.Key, 200)}: {PlainText.Of(unit.Noted?.Text ?? unit.State, 200)}");
        }

        foreach (var line in Passed(selection))
        {
            talk.Warn($"  {line}");
        }
    }

    private static IEnumerable<string> Passed(ParkSelection selection)
    {
        if (selection.QuarantinedAlready > 0)
        {
            yield return $"{Wording.Number(selection.QuarantinedAlready)} in quarantine already";
        }

        if (selection.EndedAlready > 0)
        {
            yield return $"{Wording.Number(selection.EndedAlready)} done, empty or skipped: they stay what they are";
        }
    }

    private int Write(ParkedUnits units)
    {
        var (selection, parked, busy, _) = units;
        var undo = parked > 0 ? NextCommand.RetryQuarantined(choice, talk.Terminal.CommandName) : null;
        if (talk.IsJson)
        {
            talk.Terminal.Line(JsonText.Document(json =>
            {
                json.WriteNumber("v", 1);
                json.WriteString("job", choice.Job);
                json.WriteNumber("parked", parked);
                json.WriteNumber("busy", busy);
                json.WriteStartObject("units");
                foreach (var (state, count) in selection.ByState)
                {
                    json.WriteNumber(state, count);
                }

                json.WriteEndObject();
                json.WriteNumber("quarantinedAlready", selection.QuarantinedAlready);
                json.WriteNumber("endedAlready", selection.EndedAlready);
                json.WriteString("undo", undo);
            }));
            return ExitCode.Complete;
        }

        talk.Terminal.Line(parked > 0 ? $"{Wording.Count(parked, "unit")} quarantined" : "nothing to park");
        new FactList()
            .Add("left", [.. busy > 0 ? [$"{Wording.Number(busy)} are being worked on: the run ends them"] : Array.Empty<string>(), .. Passed(selection)])
            .Add("undo", undo is not null ? [undo] : [])
            .WriteTo(talk.Terminal);
        return ExitCode.Complete;
    }
}
