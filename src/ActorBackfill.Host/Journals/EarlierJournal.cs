using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Journals;

/// <summary>What a journal said at an earlier time: its events up to then.</summary>
/// <param name="View">What they say.</param>
/// <param name="WentOn">Whether the last run of then wrote anything later; null when the journal ends there.</param>
internal sealed record EarlierJournal(JournalView View, bool? WentOn)
{
    /// <summary>Reads a journal from its first event to a time.</summary>
    /// <param name="job">Whose.</param>
    /// <param name="at">The time; what was written at it counts.</param>
    /// <exception cref="Failures.CommandException">The journal cannot be read: exit 6.</exception>
    /// <exception cref="CorruptEventException">An event is damaged: exit 6.</exception>
    public static EarlierJournal At(LoadedJob job, DateTimeOffset at)
    {
        var (state, runs, last) = (new CheckpointState(), new LastRun(), 0L);
        var isLater = false;
        foreach (var record in JournalEvents.Records(job))
        {
            var next = record.Read();
            using var content = record.Content();
            isLater = isLater || JournalRecord.At(content) > at;
            if (!isLater)
            {
                state.Apply(next);
                runs.See(next);
                last = record.Sequence;
            }
            else if (next is not ProcessDied && JournalRecord.RunOf(content) is { } run)
            {
                return new EarlierJournal(new JournalView(state, runs.Started, runs.Ended, last), run == runs.Started?.RunId);
            }
        }

        return new EarlierJournal(new JournalView(state, runs.Started, runs.Ended, last), isLater ? false : null);
    }
}
