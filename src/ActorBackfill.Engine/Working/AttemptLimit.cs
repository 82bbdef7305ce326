namespace ActorBackfill.Engine.Working;

/// <summary>How long each attempt of a lease may take. Attempts that end at once share one timer; one that was cut off leaves none to the next.</summary>
internal sealed class AttemptLimit(TimeProvider time, TimeSpan most, CancellationToken cancelled) : IDisposable
{
    // How much earlier than its time an attempt may be cut off because it shares a timer.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(10);

    private CancellationTokenSource? _source;
    private CancellationTokenRegistration _link;
    private long _armed;

    /// <summary>Begins an attempt.</summary>
    /// <returns>Cancelled when the attempt has taken too long, or with all of them.</returns>
    public CancellationToken Begin()
    {
        if (_source is null or { IsCancellationRequested: true })
        {
            Dispose();
            var source = new CancellationTokenSource(most, time);
            _link = cancelled.UnsafeRegister(static s => ((CancellationTokenSource)s!).Cancel(), source);
            (_source, _armed) = (source, time.GetTimestamp());
        }
        else if (time.GetElapsedTime(_armed) > Slack)
        {
            _armed = time.GetTimestamp();
            _source.CancelAfter(most);
        }

        return _source.Token;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _link.Dispose();
        _source?.Dispose();
        _source = null;
    }
}
