namespace ActorBackfill.Engine.Working;

/// <summary>
/// How long each attempt of a lease may take, not counting the time in which it waits for the source's turn: a source may be closed for a
/// day. Attempts that end at once share one timer; one that was cut off leaves none to the next.
/// </summary>
internal sealed class AttemptLimit(TimeProvider time, TimeSpan most, CancellationToken cancelled) : IDisposable
{
    // How much earlier than its time an attempt may be cut off because it shares a timer.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(10);

    private readonly Lock _lock = new();
    private CancellationTokenSource? _source;
    private CancellationTokenRegistration _link;
    private long _armed;
    private TimeSpan _spent;
    private bool _waits;

    /// <summary>Gets how long the attempt has gone on, without its waits. Thread safe.</summary>
    public TimeSpan Spent
    {
        get
        {
            lock (_lock)
            {
                return _waits ? _spent : _spent + time.GetElapsedTime(_armed);
            }
        }
    }

    /// <summary>Begins an attempt.</summary>
    /// <returns>Cancelled when the attempt has taken too long, or with all of them.</returns>
    public CancellationToken Begin()
    {
        if (_source is null or { IsCancellationRequested: true })
        {
            Dispose();
            var source = new CancellationTokenSource(most, time);
            _link = cancelled.UnsafeRegister(static s => ((CancellationTokenSource)s!).Cancel(), source);
            _source = source;
            Set(TimeSpan.Zero, waits: false);
        }
        else if (_spent > TimeSpan.Zero || time.GetElapsedTime(_armed) > Slack)
        {
            Set(TimeSpan.Zero, waits: false);
            _source.CancelAfter(most);
        }

        return _source.Token;
    }

    /// <summary>The attempt waits for its turn from now on.</summary>
    public void Stop()
    {
        Set(Spent, waits: true);
        _source?.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    /// <summary>The attempt has its turn.</summary>
    public void GoOn()
    {
        Set(_spent, waits: false);
        _source?.CancelAfter(most > _spent ? most - _spent : TimeSpan.Zero);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _link.Dispose();
        _source?.Dispose();
        _source = null;
    }

    private void Set(TimeSpan spent, bool waits)
    {
        lock (_lock)
        {
            (_spent, _armed, _waits) = (spent, time.GetTimestamp(), waits);
        }
    }
}
