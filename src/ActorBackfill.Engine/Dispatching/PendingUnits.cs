using Akka.Actor;

namespace ActorBackfill.Engine.Dispatching;

/// <summary>
/// Every unit between being dealt and having its end in the journal. Its bounds are the run's credits. Owned by the supervisor.
/// </summary>
internal sealed class PendingUnits
{
    private readonly Dictionary<long, PendingUnit> _units = [];
    private readonly Dictionary<long, Lease> _leases = [];
    private readonly Dictionary<IActorRef, long> _byWorker = [];
    private long _lastLease;

    /// <summary>Gets the units.</summary>
    public int Count => _units.Count;

    /// <summary>Gets the units that workers hold.</summary>
    public int InFlight { get; private set; }

    /// <summary>Gets the units handed to the writer, or closed, and not journaled yet.</summary>
    public int Uncommitted => Math.Max(0, _units.Count - InFlight);

    /// <summary>Gets the memory of what was handed to the writer, estimated evenly over a lease's units.</summary>
    public long UncommittedBytes { get; private set; }

    /// <summary>Gets whether a worker holds anything.</summary>
    public bool HasLeases => _leases.Count > 0;

    /// <summary>Gets the ordinals of all units.</summary>
    public IReadOnlyCollection<long> Ordinals => _units.Keys;

    /// <summary>Notes an assignment.</summary>
    /// <returns>The lease's number.</returns>
    public long Assign(IActorRef worker, IReadOnlyList<UnitAttempt> attempts, Func<long, long> ordinalOf)
    {
        var lease = ++_lastLease;
        var ordinals = new long[attempts.Count];
        for (var i = 0; i < ordinals.Length; i++)
        {
            ordinals[i] = ordinalOf(attempts[i].Index);
            _units[ordinals[i]] = new PendingUnit(attempts[i], lease, 0);
        }

        _leases[lease] = new Lease(worker, ordinals);
        _byWorker[worker] = lease;
        InFlight += ordinals.Length;
        return lease;
    }

    /// <summary>Notes a unit that ends without being dealt; like one that was handed over, it waits for the journal.</summary>
    public void Add(UnitAttempt attempt, long ordinal) => _units[ordinal] = new PendingUnit(attempt, 0, 0);

    /// <summary>Ends a lease; null when it is not the worker's any more (stale).</summary>
    /// <param name="lease">Which.</param>
    /// <param name="handedOverBytes">What the writer has of it now.</param>
    public Lease? End(long lease, long handedOverBytes)
    {
        if (!_leases.Remove(lease, out var ended))
        {
            return null;
        }

        _byWorker.Remove(ended.Worker);
        InFlight -= ended.Ordinals.Count;
        var each = handedOverBytes / ended.Ordinals.Count;
        foreach (var ordinal in ended.Ordinals)
        {
            // The writer may have been faster than the worker's message.
            if (_units.TryGetValue(ordinal, out var unit) && unit.Lease == lease)
            {
                _units[ordinal] = unit with { Bytes = each };
                UncommittedBytes += each;
            }
        }

        return ended;
    }

    /// <summary>Gets the lease a worker holds although it asks for work: it was restarted; null when it holds none.</summary>
    public long? LeaseOf(IActorRef worker) => _byWorker.TryGetValue(worker, out var lease) ? lease : null;

    /// <summary>Gets whether a worker holds a lease.</summary>
    public bool IsLeased(long lease) => _leases.ContainsKey(lease);

    /// <summary>Gets a pending unit, or null.</summary>
    public PendingUnit? Find(long ordinal) => _units.TryGetValue(ordinal, out var unit) ? unit : null;

    /// <summary>Forgets a unit: it has its end, or is tried again; null when it was not pending.</summary>
    public PendingUnit? Remove(long ordinal)
    {
        if (!_units.Remove(ordinal, out var unit))
        {
            return null;
        }

        UncommittedBytes -= unit.Bytes;
        return unit;
    }

    internal sealed record Lease(IActorRef Worker, IReadOnlyList<long> Ordinals);

    internal readonly record struct PendingUnit(UnitAttempt Attempt, long Lease, long Bytes);
}
