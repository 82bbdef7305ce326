using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Connectors.Http;

/// <summary>Ends a request after its total time, or when too little comes for too long while its body is read. Used by one request.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly HttpSourceDefinition _definition;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _registration;
    private long _heard;

    /// <summary>Starts the time.</summary>
    /// <param name="definition">All of it, and the time in which a body must bring how much.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the request too.</param>
    public Deadline(HttpSourceDefinition definition, TimeProvider time, CancellationToken cancellation)
    {
        _definition = definition;
        _time = time;
        _start = time.GetTimestamp();
        _source = new CancellationTokenSource(definition.RequestTimeout, time);
        _registration = cancellation.UnsafeRegister(static s => ((CancellationTokenSource)s!).Cancel(), _source);
    }

    /// <summary>Gets the token of all that the request does.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Gets whether the time is over, or the caller gave up.</summary>
    public bool IsOver => _source.IsCancellationRequested;

    /// <summary>Gets whether all of the time is over, and not just a silence too long.</summary>
    public bool IsTotalOver => _time.GetElapsedTime(_start) >= _definition.RequestTimeout;

    /// <summary>Gets the bytes that came since the silence began.</summary>
    public long Unheard => _heard;

    /// <summary>Says that the body begins: from now on silence counts.</summary>
    public void Listen() => Rearm();

    /// <summary>Says how much came; when it was enough, the silence begins anew.</summary>
    /// <param name="bytes">Bytes.</param>
    public void Heard(int bytes)
    {
        _heard += bytes;
        if (_heard >= _definition.MinProgress)
        {
            _heard = 0;
            Rearm();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }

    private void Rearm()
    {
        var left = _definition.RequestTimeout - _time.GetElapsedTime(_start);
        if (left > TimeSpan.Zero)
        {
            _source.CancelAfter(left < _definition.IdleTimeout ? left : _definition.IdleTimeout);
        }
    }
}
