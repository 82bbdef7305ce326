using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Engine.Limiting;

/// <summary>Measures how long requests wait for their turns, those that still wait included. Thread safe.</summary>
/// <param name="inner">The gate that lets them pass.</param>
/// <param name="time">The clock.</param>
internal sealed class WaitingGate(IRequestGate inner, TimeProvider time) : IRequestGate
{
    private readonly Lock _lock = new();
    private readonly long _origin = time.GetTimestamp();
    private TimeSpan _at;
    private TimeSpan _budget;
    private TimeSpan _closed;
    private int _waiting;
    private bool _isClosed;

    /// <summary>Notes whether the source is closed for everyone.</summary>
    public void SetClosed(bool isClosed)
    {
        lock (_lock)
        {
            Pass();
            _isClosed = isClosed;
        }
    }

    /// <summary>Gets how long requests have waited, added up: for their turn, and because the source was closed.</summary>
    public (TimeSpan Budget, TimeSpan Closed) Waited()
    {
        lock (_lock)
        {
            Pass();
            return (_budget, _closed);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        Change(1);
        try
        {
            return await inner.EnterAsync(cancellation);
        }
        finally
        {
            Change(-1);
        }
    }

    /// <inheritdoc/>
    public void CloseFor(TimeSpan delay, string reason) => inner.CloseFor(delay, reason);

    private void Change(int by)
    {
        lock (_lock)
        {
            Pass();
            _waiting += by;
        }
    }

    private void Pass()
    {
        var now = time.GetElapsedTime(_origin);
        var passed = (now - _at) * _waiting;
        _at = now;
        if (_isClosed)
        {
            _closed += passed;
        }
        else
        {
            _budget += passed;
        }
    }
}
