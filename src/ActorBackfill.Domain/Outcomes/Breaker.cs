namespace ActorBackfill.Domain.Outcomes;

/// <summary>What a breaker says to somebody who wants through.</summary>
public enum BreakerAnswer
{
    /// <summary>Go on.</summary>
    Pass,

    /// <summary>Go on, and say how it went: the time is over, and this one tells whether it closes.</summary>
    Probe,

    /// <summary>A probe is on its way; ask again when it has ended.</summary>
    AwaitProbe,

    /// <summary>Nobody passes before <see cref="Breaker.Until"/>.</summary>
    Refuse,
}

/// <summary>
/// One circuit breaker: so many failures in a row open it, after a while one probe is let through, and what becomes of that one closes it
/// or keeps it open for twice as long. Time is what the caller says has passed since the run began. Not thread safe.
/// </summary>
public sealed class Breaker
{
    private readonly int _failures;
    private readonly TimeSpan _shortest;
    private readonly TimeSpan _longest;
    private TimeSpan _next;
    private bool _isProbing;

    /// <summary>Creates a closed breaker.</summary>
    /// <param name="failures">Failures in a row that open it, at least 1.</param>
    /// <param name="shortest">How long it is open the first time.</param>
    /// <param name="longest">How long at most when probes fail one after the other.</param>
    public Breaker(int failures, TimeSpan shortest, TimeSpan longest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failures, 1);
        (_failures, _shortest, _next) = (failures, shortest, shortest);
        _longest = longest > shortest ? longest : shortest;
    }

    /// <summary>Gets until when it is open, on the caller's time; null while it is closed.</summary>
    public TimeSpan? Until { get; private set; }

    /// <summary>Gets the failures in a row so far.</summary>
    public int InRow { get; private set; }

    /// <summary>Opens it as an earlier process left it.</summary>
    /// <param name="until">On the caller's time; in the past when the next one is the probe.</param>
    /// <param name="failures">The failures in a row that led to it.</param>
    public void Restore(TimeSpan until, int failures) => (Until, InRow, _isProbing) = (until, failures, false);

    /// <summary>Asks whether somebody may pass. <see cref="BreakerAnswer.Probe"/> is said once until that probe has ended.</summary>
    /// <param name="now">The caller's time.</param>
    public BreakerAnswer Admit(TimeSpan now)
    {
        if (Until is not { } until)
        {
            return BreakerAnswer.Pass;
        }

        if (_isProbing)
        {
            return BreakerAnswer.AwaitProbe;
        }

        _isProbing = now >= until;
        return _isProbing ? BreakerAnswer.Probe : BreakerAnswer.Refuse;
    }

    /// <summary>Notes a failure.</summary>
    /// <param name="now">The caller's time.</param>
    /// <param name="isProbe">Whether it was the probe; what was under way before the breaker opened changes nothing.</param>
    /// <returns>Whether the breaker opened, or opened again, because of it.</returns>
    public bool Fail(TimeSpan now, bool isProbe)
    {
        if (Until is not null && !isProbe)
        {
            return false;
        }

        InRow++;
        if (InRow < _failures && !isProbe)
        {
            return false;
        }

        (Until, _isProbing) = (now + _next, false);
        _next = _next * 2 > _longest ? _longest : _next * 2;
        return true;
    }

    /// <summary>Notes a success.</summary>
    /// <param name="isProbe">Whether it was the probe.</param>
    /// <returns>Whether the breaker closed because of it.</returns>
    public bool Succeed(bool isProbe)
    {
        if (Until is not null && !isProbe)
        {
            return false;
        }

        var closed = Until is not null;
        (Until, InRow, _isProbing, _next) = (null, 0, false, _shortest);
        return closed;
    }

    /// <summary>Notes that the probe ended without saying anything: it was cancelled. The next one is the probe.</summary>
    public void Forget() => _isProbing = false;
}
