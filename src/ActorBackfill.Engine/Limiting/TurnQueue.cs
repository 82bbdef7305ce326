using Akka.Actor;

namespace ActorBackfill.Engine.Limiting;

/// <summary>The requests that wait for their turns, in the order in which they came, and how long they waited.</summary>
internal sealed class TurnQueue(TimeProvider time)
{
    private readonly Queue<(TaskCompletionSource<IDisposable> Turn, long Since)> _waiting = [];
    private readonly RecentWaits _recent = new();
    private readonly long _began = time.GetTimestamp();
    private TimeSpan _busy;
    private long _busySince;

    /// <summary>Gets how many wait.</summary>
    public int Count => _waiting.Count;

    /// <summary>Gets how many have had their turn.</summary>
    public long Given { get; private set; }

    /// <summary>Gets how long those that have had their turn had waited, added up.</summary>
    public TimeSpan Waited { get; private set; }

    /// <summary>Gets the waits that half of the last turns, and 19 of 20, did not exceed; null before the first turn.</summary>
    public (TimeSpan P50, TimeSpan P95)? Percentiles => _recent.Percentiles();

    /// <summary>Gets how long the first has waited; zero when nobody waits.</summary>
    public TimeSpan FirstWaited => _waiting.TryPeek(out var first) ? time.GetElapsedTime(first.Since) : TimeSpan.Zero;

    /// <summary>Gets the share of the time in which somebody waited, 0 to 1.</summary>
    public double BusyShare
    {
        get
        {
            var busy = _waiting.Count > 0 ? _busy + time.GetElapsedTime(_busySince) : _busy;
            var all = time.GetElapsedTime(_began);
            return all > TimeSpan.Zero ? busy / all : 0;
        }
    }

    /// <summary>Adds one that waits.</summary>
    public void Add(TaskCompletionSource<IDisposable> turn)
    {
        var now = time.GetTimestamp();
        if (_waiting.Count == 0)
        {
            _busySince = now;
        }

        _waiting.Enqueue((turn, now));
    }

    /// <summary>Gives the first its turn; false when nobody waits. Whoever was cancelled while waiting uses none.</summary>
    /// <param name="limit">Is told when the request has ended.</param>
    public bool TryGive(IActorRef limit)
    {
        while (_waiting.Count > 0)
        {
            var (turn, since) = Dequeue();
            if (turn.TrySetResult(new Turn(limit, time)))
            {
                var waited = time.GetElapsedTime(since);
                Given++;
                Waited += waited;
                _recent.Add(waited);
                return true;
            }
        }

        return false;
    }

    /// <summary>Drops those at the front that no longer wait.</summary>
    public void DropCancelled()
    {
        while (_waiting.TryPeek(out var first) && first.Turn.Task.IsCompleted)
        {
            Dequeue();
        }
    }

    /// <summary>Ends the waiting of all.</summary>
    public void CancelAll()
    {
        while (_waiting.TryDequeue(out var waiting))
        {
            waiting.Turn.TrySetCanceled();
        }
    }

    /// <summary>Ends the waiting of all with a failure.</summary>
    /// <param name="failure">Makes one for each.</param>
    public void FailAll(Func<Exception> failure)
    {
        while (_waiting.Count > 0)
        {
            Dequeue().Turn.TrySetException(failure());
        }
    }

    private (TaskCompletionSource<IDisposable> Turn, long Since) Dequeue()
    {
        var first = _waiting.Dequeue();
        if (_waiting.Count == 0)
        {
            _busy += time.GetElapsedTime(_busySince);
        }

        return first;
    }

    private sealed class Turn(IActorRef limit, TimeProvider time) : IDisposable
    {
        private readonly long _began = time.GetTimestamp();
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
            {
                limit.Tell(new TurnEnded(time.GetElapsedTime(_began)));
            }
        }
    }
}
