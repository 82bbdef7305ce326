namespace ActorBackfill.Engine.Dispatching;

/// <summary>
/// How many units one lease holds: one, unless units are so short that messages would outweigh them; then as many as take about 5 ms.
/// Short leases keep the order, the balance between workers and what a crash repeats small.
/// </summary>
internal sealed class LeaseSize
{
    private const double TargetSeconds = 0.005;
    private const int Most = 256;

    // Weight of the newest lease in the moving average of seconds a unit; 0.2 follows a change within about ten leases.
    private const double Weight = 0.2;

    private double? _secondsPerUnit;

    /// <summary>Gets the size of the next lease.</summary>
    /// <param name="workers">Workers that share what is left.</param>
    /// <param name="leftInWave">Units that are left in the wave, at most.</param>
    public int Next(int workers, long leftInWave)
    {
        var byTime = _secondsPerUnit is { } seconds ? (int)Math.Clamp(TargetSeconds / Math.Max(seconds, 1e-7), 1, Most) : 1;
        return (int)Math.Clamp(Math.Min(byTime, leftInWave / (2L * workers)), 1, Most);
    }

    /// <summary>Learns from a lease.</summary>
    /// <param name="units">Its units.</param>
    /// <param name="elapsed">How long it took.</param>
    public void Learn(int units, TimeSpan elapsed)
    {
        var seconds = elapsed.TotalSeconds / units;
        _secondsPerUnit = _secondsPerUnit is { } before ? before + (Weight * (seconds - before)) : seconds;
    }
}
