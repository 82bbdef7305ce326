namespace ActorBackfill.Host.Listing;

/// <summary>Takes a page of units and finds out whether there is another.</summary>
/// <param name="limit">The most units of it.</param>
internal sealed class UnitPage(int limit)
{
    private string? _last;

    /// <summary>Gets how many units it has.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the key to go on after; null until the page is full and another unit was seen.</summary>
    public string? Next { get; private set; }

    /// <summary>Gets the units of the page.</summary>
    /// <param name="units">All that there are.</param>
    public IEnumerable<ListedUnit> Of(IEnumerable<ListedUnit> units)
    {
        foreach (var unit in units)
        {
            if (Count == limit)
            {
                Next = _last;
                yield break;
            }

            Count++;
            _last = unit.Unit.Key;
            yield return unit;
        }
    }
}
