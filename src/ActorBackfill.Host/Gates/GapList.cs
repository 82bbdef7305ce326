using System.Collections.Immutable;

namespace ActorBackfill.Host.Gates;

/// <summary>Gathers keys that are not covered, each once, in the order in which they came.</summary>
internal sealed class GapList
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<string> _keys = [];

    /// <summary>Gets how many there are.</summary>
    public long Count { get; private set; }

    /// <summary>Gets those that are kept.</summary>
    public ImmutableArray<string> Keys => [.. _keys];

    public void Add(string key)
    {
        if (_keys.Count < GateOutcome.MaxGaps)
        {
            if (_known.Add(key))
            {
                Count++;
                _keys.Add(key);
            }
        }
        else if (!_known.Contains(key))
        {
            Count++;
        }
    }
}
