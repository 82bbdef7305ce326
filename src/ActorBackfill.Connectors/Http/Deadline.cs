namespace ActorBackfill.Connectors.Http;

/// <summary>Ends a request after its total time, or when nothing comes for too long while its body is read. Used by one request.</summary>
internal sealed class Deadline : IDisposable
{
    /// <summary>The longest silence within a body; the total is shorter where the job says so.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

    private readonly TimeSpan _total;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _registration;

    /// <summary>Starts the time.</summary>
    /// <param name="total">All of it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the request too.</param>
    public Deadline(TimeSpan total, TimeProvider time, CancellationToken cancellation)
    {
        _total = total;
        _time = time;
        _start = time.GetTimestamp();
        _source = new CancellationTokenSource(total, time);
        _registration = cancellation.UnsafeRegister(static s => ((CancellationTokenSource)s!).Cancel(), _source);
    }

    /// <summary>Gets the token of all that the request does.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Gets whether the time is over, or the caller gave up.</summary>
    public bool IsOver => _source.IsCancellationRequested;

    /// <summary>Gets whether all of the time is over, and not just a silence too long.</summary>
    public bool IsTotalOver => _time.GetElapsedTime(_start) >= _total;

    /// <summary>Says that something came: the silence begins anew.</summary>
    public void Heard()
    {
        var left = _total - _time.GetElapsedTime(_start);
        if (left > TimeSpan.Zero)
        {
            _source.CancelAfter(left < LongestSilence ? left : LongestSilence);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }
}
