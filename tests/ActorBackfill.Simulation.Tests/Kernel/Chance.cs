namespace ActorBackfill.Simulation.Tests.Kernel;

/// <summary>All chance of one simulation: the same seed gives the same numbers on every machine (xorshift64*).</summary>
internal sealed class Chance
{
    private ulong _state;

    public Chance(long seed)
    {
        // Neighbouring seeds must not begin alike: one round of splitmix64.
        unchecked
        {
            var mixed = (ulong)seed + 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            _state = (mixed ^ (mixed >> 31)) | 1;
        }
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Next() => (Draw() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in 0 to <paramref name="below"/> - 1.</summary>
    public int Next(int below) => (int)(((Draw() >> 32) * (ulong)below) >> 32);

    /// <summary>Uniform, both ends included.</summary>
    public int Between(int least, int most) => least + Next(most - least + 1);

    /// <summary>True so often.</summary>
    public bool Is(double probability) => probability > 0 && Next() < probability;

    /// <summary>Short times are as likely as long ones: the exponent is uniform.</summary>
    public TimeSpan Time(TimeSpan least, TimeSpan most) =>
        TimeSpan.FromTicks((long)(least.Ticks * Math.Pow((double)most.Ticks / least.Ticks, Next())));

    private ulong Draw()
    {
        unchecked
        {
            _state ^= _state >> 12;
            _state ^= _state << 25;
            _state ^= _state >> 27;
            return _state * 0x2545F4914F6CDD1D;
        }
    }
}
