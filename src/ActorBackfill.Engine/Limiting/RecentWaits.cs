namespace ActorBackfill.Engine.Limiting;

/// <summary>How long the last requests waited for their turns, those that did not wait among them.</summary>
internal sealed class RecentWaits
{
    /// <summary>How many are kept.</summary>
    public const int Most = 256;

    private readonly TimeSpan[] _waits = new TimeSpan[Most];
    private long _count;

    /// <summary>Adds a wait.</summary>
    /// <param name="waited">How long.</param>
    public void Add(TimeSpan waited) => _waits[_count++ % Most] = waited;

    /// <summary>Gets the waits that half of the requests, and 19 of 20, did not exceed; null before the first.</summary>
    public (TimeSpan P50, TimeSpan P95)? Percentiles()
    {
        if (_count == 0)
        {
            return null;
        }

        var sorted = _waits.AsSpan(0, (int)Math.Min(_count, Most)).ToArray();
        Array.Sort(sorted);
        return (At(sorted, 0.5), At(sorted, 0.95));
    }

    private static TimeSpan At(TimeSpan[] sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
}
