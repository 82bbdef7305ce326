namespace ActorBackfill.Host.Signals;

/// <summary>Somebody wants to know how far the run is (SIGUSR1). Several wishes before the answer are one. Thread safe.</summary>
internal sealed class StatusRequest
{
    private int _isAsked;

    /// <summary>Asks.</summary>
    public void Ask() => Volatile.Write(ref _isAsked, 1);

    /// <summary>Gets whether somebody has asked since the last time.</summary>
    public bool Take() => Interlocked.Exchange(ref _isAsked, 0) == 1;
}
