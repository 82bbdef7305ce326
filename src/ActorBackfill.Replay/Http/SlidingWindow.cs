using System.Collections.Immutable;

namespace ActorBackfill.Replay.Http;

/// <summary>Lets at most so many requests through in any window of time; the others are told when to come again.</summary>
internal sealed class SlidingWindow(ServerRate first, ImmutableArray<RateChange> changes, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Queue<long> _passed = new();
    private long? _began;

    /// <summary>Zero when the request may pass; otherwise how long until the next may.</summary>
    public TimeSpan Enter()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            _began ??= now;
            var rate = RateAt(time.GetElapsedTime(_began.Value, now));
            while (_passed.TryPeek(out var oldest) && time.GetElapsedTime(oldest, now) >= rate.Window)
            {
                _passed.Dequeue();
            }

            // Never longer than the rate itself, so the queue is bounded by it.
            if (_passed.Count < rate.Requests)
            {
                _passed.Enqueue(now);
                return TimeSpan.Zero;
            }

            return rate.Window - time.GetElapsedTime(_passed.Peek(), now);
        }
    }

    private ServerRate RateAt(TimeSpan elapsed)
    {
        var rate = first;
        foreach (var change in changes)
        {
            rate = change.After <= elapsed ? change.Rate : rate;
        }

        return rate;
    }
}
