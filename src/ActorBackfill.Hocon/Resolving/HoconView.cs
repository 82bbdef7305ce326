using System.Collections.Immutable;

namespace ActorBackfill.Hocon;

/// <summary>An entry of a place above, and the path from that place to the one looked at.</summary>
internal readonly record struct InheritedEntry(HoconEntry Entry, ImmutableArray<string> Path);

/// <summary>What counts at one place: entries after <paramref name="Floor"/> and before <paramref name="Cutoff"/>.</summary>
/// <param name="Slot">The place; null where nothing was written there itself.</param>
/// <param name="Floor">Order of the entry that hides everything before.</param>
/// <param name="Cutoff">Order from which entries are out of sight.</param>
/// <param name="Inherited">Substitutions assigned to places above, which may give this place a value too; oldest first.</param>
internal readonly record struct HoconView(HoconSlot? Slot, long Floor, long Cutoff, ImmutableArray<InheritedEntry> Inherited)
{
    internal static HoconView Of(HoconSlot root) => new(root, -1, long.MaxValue, []);

    internal bool IsEmpty => Slot is null && Inherited.IsEmpty;

    /// <summary>Gets everything that counts here, newest first.</summary>
    internal IEnumerable<InheritedEntry> NewestFirst()
    {
        var entries = Slot?.Entries ?? [];
        var own = LastInSight(entries);
        var inherited = Inherited.Length - 1;
        while (true)
        {
            while (inherited >= 0 && Inherited[inherited].Entry.Order >= Cutoff)
                inherited--;
            var ownOrder = own >= 0 ? entries[own].Order : -1;
            var inheritedOrder = inherited >= 0 ? Inherited[inherited].Entry.Order : -1;
            if (Math.Max(ownOrder, inheritedOrder) <= Floor)
                yield break;
            yield return ownOrder > inheritedOrder ? new InheritedEntry(entries[own--], []) : Inherited[inherited--];
        }
    }

    /// <summary>Goes one key down. The cutoff stays; the caller narrows it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="steps">Counts the entries looked at.</param>
    internal HoconView Down(string key, ref long steps)
    {
        var floor = Floor;
        var inherited = Inherited.IsEmpty && Slot is not { HasDynamic: true } ? null : ImmutableArray.CreateBuilder<InheritedEntry>();
        foreach (var item in NewestFirst())
        {
            steps++;
            if (item.Path.IsEmpty && item.Entry.HidesEarlier)
            {
                floor = item.Entry.Order;
                break;
            }

            if (!item.Entry.OpensObject)
                inherited?.Add(item with { Path = item.Path.Add(key) });
        }

        inherited?.Reverse();
        return new HoconView(Slot?.Find(key), floor, Cutoff, inherited?.ToImmutable() ?? []);
    }

    private int LastInSight(IReadOnlyList<HoconEntry> entries)
    {
        var (low, high) = (0, Cutoff == long.MaxValue ? 0 : entries.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (entries[middle].Order < Cutoff)
                low = middle + 1;
            else
                high = middle;
        }

        return (Cutoff == long.MaxValue ? entries.Count : low) - 1;
    }
}
