using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;
using ActorBackfill.Host.ReadModels;

namespace ActorBackfill.Host.Triage;

/// <summary>What became of a retry.</summary>
/// <param name="Selection">The units that were meant in the end.</param>
/// <param name="Opened">How many of them are open again.</param>
/// <param name="Live">What the run that goes on has done; null when none does.</param>
internal sealed record OpenedUnits(RetrySelection Selection, long Opened, RetriedUnits? Live);

/// <summary>Opens units again, whoever asks: the run of the job does it where one goes on, this process otherwise. Asks nothing, and writes nothing for people.</summary>
/// <param name="job">The job.</param>
/// <param name="retry">Which units.</param>
/// <param name="via">Through what it was asked for, for the journal; null for the console.</param>
/// <param name="talk">Whose clock, and who hears of warnings.</param>
internal sealed class RetryWork(LoadedJob job, RetryChoice retry, string? via, Talk talk)
{
    /// <summary>Gets the units that are meant now.</summary>
    /// <exception cref="CommandException">A filter or a key is none: exit 2.</exception>
    public RetrySelection Select()
    {
        using var model = ReadModelStore.Open(job);
        return RetrySelection.Of(model, retry);
    }

    /// <summary>Opens them.</summary>
    /// <param name="isRight">Whether what is meant now is what was meant; asked once more when the job is held. Null takes it as it is.</param>
    /// <exception cref="CommandException">A process holds the job and cannot be asked: exit 5.</exception>
    public async Task<OpenedUnits> OpenAsync(Func<RetrySelection, bool>? isRight = null)
    {
        // Another run may be at it: what it opens, it also deals.
        var selection = Select();
        if (selection.Count == 0 || isRight?.Invoke(selection) == false)
        {
            return new OpenedUnits(selection, 0, null);
        }

        if (await new RunningRetry(job, talk).SendAsync(selection.Runs, Reason, via) is { } live)
        {
            return new OpenedUnits(selection, live.Opened, live);
        }

        using var holder = job.Sink.Acquire(job.Definition.IdentityText, job.Paths.Directory, takeover: false, talk.Terminal.Time);
        // A run may have come and gone while the question stood there.
        selection = Select();
        if (selection.Count == 0 || isRight?.Invoke(selection) == false)
        {
            return new OpenedUnits(selection, 0, null);
        }

        await JournalAppend.WriteAsync(job, Events(selection), talk);
        return new OpenedUnits(selection, selection.Count, null);
    }

    // As a run names who speaks to it.
    private string By => via is null ? Environment.UserName : $"{Environment.UserName} ({via})";

    private string Reason => retry.Reason ?? retry.Text;

    private ImmutableArray<ICheckpointEvent> Events(RetrySelection selection)
    {
        var at = talk.Terminal.Time.GetUtcNow();
        return [.. EventParts.Of(selection.Runs).Select(part => new UnitsRequeued(By, at, part, Reason))];
    }
}
