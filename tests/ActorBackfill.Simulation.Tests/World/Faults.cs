using ActorBackfill.Simulation.Tests.Kernel;

namespace ActorBackfill.Simulation.Tests.World;

/// <summary>Decides at each occasion whether something goes wrong. Bounded: however hostile a seed, its run can end.</summary>
internal sealed class Faults(Chance chance, FaultRates rates)
{
    private const int Most = 60;

    private int _left = Most;
    private TimeSpan _sinkBackAt;
    private TimeSpan _journalBackAt;

    public Chance Chance => chance;

    public FaultRates Rates { get; private set; } = rates;

    /// <summary>From now on nothing goes wrong any more.</summary>
    public void End() => (Rates, _sinkBackAt, _journalBackAt) = (FaultRates.None, default, default);

    /// <summary>Whether a fault of this rate strikes now.</summary>
    public bool Strikes(double rate)
    {
        if (_left == 0 || !chance.Is(rate))
        {
            return false;
        }

        _left--;
        return true;
    }

    /// <summary>Whether the sink is away: an outage lasts up to a minute of virtual time.</summary>
    public bool SinkIsAway(TimeSpan now) => IsAway(ref _sinkBackAt, now);

    /// <summary>Whether the journal is away.</summary>
    public bool JournalIsAway(TimeSpan now) => IsAway(ref _journalBackAt, now);

    private bool IsAway(ref TimeSpan backAt, TimeSpan now)
    {
        if (now >= backAt && Strikes(Rates.Outage))
        {
            backAt = now + chance.Time(TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1));
        }

        return now < backAt;
    }
}
