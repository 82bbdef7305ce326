using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Controlling;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;
using ActorBackfill.Host.ReadModels;
using ActorBackfill.Host.Triage;

namespace ActorBackfill.Host.Parking;

/// <summary>What became of parking.</summary>
/// <param name="Selection">The units that were meant in the end.</param>
/// <param name="Parked">How many of them are quarantined now.</param>
/// <param name="Busy">How many the run that goes on is working on: they stay as they are.</param>
/// <param name="IsLive">Whether a run that goes on did it.</param>
internal sealed record ParkedUnits(ParkSelection Selection, long Parked, long Busy, bool IsLive);

/// <summary>Parks units, whoever asks: the run of the job does it where one goes on, this process otherwise. Asks nothing, and writes nothing for people.</summary>
/// <param name="job">The job.</param>
/// <param name="park">Which units.</param>
/// <param name="via">Through what it was asked for, for the journal; null for the console.</param>
/// <param name="talk">Whose clock, and who hears of warnings.</param>
internal sealed class ParkWork(LoadedJob job, ParkChoice park, string? via, Talk talk)
{
    /// <summary>Gets the units that are meant now.</summary>
    /// <exception cref="CommandException">A filter or a key is none, or the job has never run: exit 2.</exception>
    public ParkSelection Select()
    {
        if (!File.Exists(job.Paths.Journal))
        {
            throw new CommandException(
                ExitCode.Usage, "never-ran", $"job {job.Definition.Name} has never run: there is no journal to note it in", "'backfill run' with --filter or a narrower range leaves units out.");
        }

        using var model = ReadModelStore.Open(job);
        return ParkSelection.Of(model, park);
    }

    /// <summary>Parks them.</summary>
    /// <param name="isRight">Whether what is meant now is what was meant; asked once more when the job is held. Null takes it as it is.</param>
    /// <exception cref="CommandException">A process holds the job and cannot be asked: exit 5; the job never ran: exit 2.</exception>
    public async Task<ParkedUnits> ParkAsync(Func<ParkSelection, bool>? isRight = null)
    {
        var selection = Select();
        if (selection.Count == 0 || isRight?.Invoke(selection) == false)
        {
            return new ParkedUnits(selection, 0, 0, IsLive: false);
        }

        var (parked, busy) = (0L, 0L);
        var isLive = await new RunningUnits(job, talk).SendAsync(
            selection.Runs,
            part => new ParkUnitsCommand { Units = part, Reason = Reason, Via = via },
            result =>
            {
                parked += result.GetProperty("parked").GetInt64();
                busy += result.GetProperty("busy").GetInt64();
            });
        if (isLive)
        {
            return new ParkedUnits(selection, parked, busy, IsLive: true);
        }

        using var holder = job.Sink.Acquire(job.Definition.IdentityText, job.Paths.Directory, takeover: false, talk.Terminal.Time);
        // A run may have come and gone while the question stood there, or have taken some of them.
        selection = Select();
        if (selection.Count == 0 || (parked == 0 && isRight?.Invoke(selection) == false))
        {
            return new ParkedUnits(selection, parked, 0, IsLive: false);
        }

        var at = talk.Terminal.Time.GetUtcNow();
        await JournalAppend.WriteAsync(job, [.. EventParts.Of(selection.Runs).Select(part => new UnitsQuarantined(By, at, part, Reason))], talk);
        return new ParkedUnits(selection, parked + selection.Count, 0, IsLive: false);
    }

    // As a run names who speaks to it.
    private string By => via is null ? Environment.UserName : $"{Environment.UserName} ({via})";

    private string Reason => park.Reason ?? park.Text;
}
