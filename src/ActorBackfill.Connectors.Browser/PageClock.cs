using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Browser;

/// <summary>The time of one page. It stands still while one of its requests waits for a turn: a busy source is not the page's fault.</summary>
internal sealed class PageClock : IRequestGate, IDisposable
{
    private readonly IRequestGate _gate;
    private readonly TimeProvider _time;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _registration;
    private readonly Lock _lock = new();
    private TimeSpan _left;
    private long _since;
    private int _waiting;
    private bool _isOver;

    /// <summary>Starts the time.</summary>
    /// <param name="gate">Where requests take their turns.</param>
    /// <param name="limit">All of the time.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the page too.</param>
    public PageClock(IRequestGate gate, TimeSpan limit, TimeProvider time, CancellationToken cancellation)
    {
        (_gate, _left, _time, _cancellation, _since) = (gate, limit, time, cancellation, time.GetTimestamp());
        _source = new CancellationTokenSource(limit, time);
        Token = _source.Token;
        _registration = cancellation.UnsafeRegister(static s => ((CancellationTokenSource)s!).Cancel(), _source);
    }

    /// <summary>Gets the token of all that the page does.</summary>
    public CancellationToken Token { get; }

    /// <summary>Gets whether the time is over; not when the attempt was ended.</summary>
    public bool IsOver => Token.IsCancellationRequested && !_cancellation.IsCancellationRequested;

    /// <inheritdoc/>
    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        Stop();
        try
        {
            return await _gate.EnterAsync(cancellation);
        }
        finally
        {
            GoOn();
        }
    }

    /// <inheritdoc/>
    public void CloseFor(TimeSpan delay, string reason) => _gate.CloseFor(delay, reason);

    /// <summary>Ends what the page still asks for.</summary>
    public void Dispose()
    {
        _registration.Dispose();
        _source.Cancel();
        lock (_lock)
        {
            _isOver = true;
            _source.Dispose();
        }
    }

    private void Stop()
    {
        lock (_lock)
        {
            if (_waiting++ == 0 && !_isOver)
            {
                _left -= _time.GetElapsedTime(_since);
                _source.CancelAfter(Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void GoOn()
    {
        lock (_lock)
        {
            if (--_waiting == 0 && !_isOver)
            {
                _since = _time.GetTimestamp();
                _source.CancelAfter(_left > TimeSpan.Zero ? _left : TimeSpan.Zero);
            }
        }
    }
}
