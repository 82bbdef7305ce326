using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Readiness;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Engine.Readiness;

/// <summary>
/// Units that other jobs hold back, together by what they wait for, and those that have become ready since. A look at the other jobs asks
/// once for each such group, however many units it has. Owned by the dealer.
/// </summary>
/// <param name="plan">The plan.</param>
/// <param name="readiness">Knows how far the other jobs are.</param>
internal sealed class HeldUnits(Plan plan, IReadiness readiness)
{
    /// <summary>The dealer looks no further while so many groups wait: neither memory nor a look has no bound.</summary>
    public const int MostGroups = 10_000;

    private readonly Dictionary<string, OrdinalSet> _groups = new(StringComparer.Ordinal);
    private readonly Queue<IEnumerator<long>> _ready = [];
    private long? _next;

    /// <summary>Gets how many units wait.</summary>
    public long Count { get; private set; }

    /// <summary>Gets whether no other group may wait.</summary>
    public bool IsFull => _groups.Count >= MostGroups;

    /// <summary>Gets whether a unit has become ready and is not dealt yet.</summary>
    public bool HasReady => _next is not null || Seek();

    /// <summary>Holds a unit back if it is not ready.</summary>
    /// <param name="index">Its place in the plan.</param>
    /// <returns>Whether it is held back.</returns>
    public bool Hold(long index)
    {
        if (readiness.Of(plan.UnitAt(index)).HeldBy is not { } job)
        {
            return false;
        }

        if (!_groups.TryGetValue(job.Key, out var units))
        {
            _groups[job.Key] = units = new OrdinalSet();
        }

        Count += units.Add(index) ? 1 : 0;
        return true;
    }

    /// <summary>Gets what a unit waits for; null when it is not held back.</summary>
    /// <param name="index">Its place in the plan.</param>
    public UpstreamJob? WhyNot(long index) => _groups.Values.Any(units => units.Contains(index)) ? readiness.Of(plan.UnitAt(index)).HeldBy : null;

    /// <summary>Holds a unit back no longer: it is not to be dealt. One that has become ready still comes.</summary>
    /// <param name="index">Its place in the plan.</param>
    public void Remove(long index)
    {
        foreach (var (key, units) in _groups)
        {
            if (units.Remove(index))
            {
                Count--;
                if (units.Count == 0)
                {
                    _groups.Remove(key);
                }

                return;
            }
        }
    }

    /// <summary>Takes a unit that has become ready.</summary>
    public long TakeReady()
    {
        var index = HasReady ? _next!.Value : throw new InvalidOperationException("no unit has become ready");
        _next = null;
        Count--;
        return index;
    }

    /// <summary>Looks at every group again; what waits for something else now, waits for that.</summary>
    public void LookAgain()
    {
        foreach (var (key, units) in _groups.ToList())
        {
            var held = readiness.Of(plan.UnitAt(units.All().First())).HeldBy;
            if (held?.Key == key)
            {
                continue;
            }

            _groups.Remove(key);
            if (held is null)
            {
                // The others of the group match the same units of the other job, and may need more of another.
                Count -= units.Count;
                var ready = new OrdinalSet();
                foreach (var index in units.All().Where(index => !Hold(index)))
                {
                    ready.Add(index);
                }

                Count += ready.Count;
                _ready.Enqueue(ready.All().GetEnumerator());
            }
            else
            {
                Count -= units.Count;
                foreach (var index in units.All().ToList().Where(index => !Hold(index)))
                {
                    Count++;
                    _ready.Enqueue(((IEnumerable<long>)[index]).GetEnumerator());
                }
            }
        }
    }

    /// <summary>Gets what most units wait for, in words: <c>12 units wait for team-defense: 91.0 % (10/11) of date=2021-11-15</c>; null when none waits.</summary>
    public string? Text()
    {
        if (_groups.Count == 0)
        {
            return null;
        }

        var (_, units) = _groups.MaxBy(g => g.Value.Count);
        var job = readiness.Of(plan.UnitAt(units.All().First())).HeldBy;
        var more = _groups.Count > 1 ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $", and {_groups.Count - 1:N0} more") : "";
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Count:N0} unit{(Count == 1 ? " waits" : "s wait")} for {job}{more}");
    }

    private bool Seek()
    {
        while (_next is null && _ready.TryPeek(out var ready))
        {
            if (ready.MoveNext())
            {
                _next = ready.Current;
            }
            else
            {
                _ready.Dequeue().Dispose();
            }
        }

        return _next is not null;
    }
}
