using ActorBackfill.Domain.Progress;

namespace ActorBackfill.Host.Hooks;

/// <summary>
/// Finds out that a run stands still: no unit has ended for a while, though some remain. Time in which it is paused, or its source has said until
/// when it is closed, does not count. Not thread safe.
/// </summary>
/// <param name="after">How long that while is.</param>
internal sealed class StallWatch(TimeSpan after)
{
    private (long Ended, TimeSpan At)? _last;
    private bool _isTold;

    /// <summary>Looks at a run.</summary>
    /// <param name="progress">How far it is.</param>
    /// <param name="now">The time of now, since any instant.</param>
    /// <returns>For how long it has stood still; null when it has not, or that was told already.</returns>
    public TimeSpan? See(RunProgress progress, TimeSpan now)
    {
        var ended = progress.EndedThisRun.IsDefaultOrEmpty ? progress.UnitsThisRun : progress.EndedThisRun.Sum();
        if (_last is not { } last || last.Ended != ended)
        {
            (_last, _isTold) = ((ended, now), false);
            return null;
        }

        if (progress.Control.PausedSince is not null || progress.ClosedUntil is not null || progress.Units.Open == 0)
        {
            _last = (ended, now);
            return null;
        }

        if (_isTold || now - last.At < after)
        {
            return null;
        }

        _isTold = true;
        return now - last.At;
    }
}
