namespace ActorBackfill.Domain.Jobs;

/// <summary>
/// How many units a request asks for, so that it takes 90 to 95 % of its interval: an average of the last 20 requests, the newest with
/// weight 0.4, moves the size by a factor of at most 1.2. Pure; used under a lock.
/// </summary>
/// <param name="batch">Size, interval, bounds.</param>
public sealed class BatchPace(BatchDefinition batch)
{
    private const int Window = 20;
    private const double Weight = 0.4;
    private const double Least = 0.90;
    private const double Most = 0.95;
    private const double LargestStep = 1.2;

    private readonly Queue<double> _secondsPerUnit = new(Window);
    private double _size = batch.Size;

    /// <summary>Gets the units of the next request.</summary>
    public int Size => (int)_size;

    /// <summary>Learns from a request that was answered.</summary>
    /// <param name="units">Units it asked for.</param>
    /// <param name="elapsed">How long it took, without the wait for its turn.</param>
    public void Answered(int units, TimeSpan elapsed)
    {
        if (batch.Interval is not { } interval)
        {
            return;
        }

        if (_secondsPerUnit.Count == Window)
        {
            _secondsPerUnit.Dequeue();
        }

        _secondsPerUnit.Enqueue(Math.Max(elapsed.TotalSeconds, 1e-6) / units);
        var average = _secondsPerUnit.Aggregate((before, newest) => before + (Weight * (newest - before)));
        var share = average * Size / interval.TotalSeconds;
        if (share is < Least or > Most)
        {
            Move((Least + Most) / 2 / share);
        }
    }

    /// <summary>Learns that a request was too much for the source: it timed out, or was cut off.</summary>
    public void Failed()
    {
        if (batch.Interval is not null)
        {
            Move(1 / LargestStep);
        }
    }

    // At least one unit more, or a small size would never grow.
    private void Move(double factor)
    {
        var bounded = Math.Clamp(factor, 1 / LargestStep, LargestStep);
        var moved = Size * bounded;
        _size = Math.Clamp(bounded > 1 ? Math.Max(moved, Size + 1) : Math.Floor(moved), 1, Math.Max(1, batch.Most));
    }
}
