namespace ActorBackfill.Domain.Progress;

/// <summary>How long a run will still take, as an interval that holds the true time four times out of five.</summary>
/// <param name="Low">One run in ten is faster.</param>
/// <param name="High">One run in ten is slower; not below <paramref name="Low"/>.</param>
public readonly record struct EtaInterval(TimeSpan Low, TimeSpan High)
{
    /// <summary>Gets the geometric middle: what is as far from one end as from the other, in proportion.</summary>
    public TimeSpan Middle => TimeSpan.FromSeconds(Math.Sqrt(Low.TotalSeconds * High.TotalSeconds));

    /// <summary>Gets whether a time lies in the interval, ends included.</summary>
    /// <param name="time">Time that was left.</param>
    public bool Contains(TimeSpan time) => time >= Low && time <= High;
}
