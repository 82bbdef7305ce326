using System.Collections.Immutable;

namespace ActorBackfill.Domain.Plans;

/// <summary>
/// The name of a unit: <c>name=value</c> joined by <c>/</c>, names in ordinal order, both percent-encoded:
/// <c>month=2025-09/state=VIC</c>. It never holds the range of a run, so that a wider range keeps what is done.
/// </summary>
public static class UnitKey
{
    /// <summary>Gets what is the same in every key of a plan: the dimensions in key order, each with what stands before its value.</summary>
    /// <param name="names">The dimensions' names in the order in which values will be given.</param>
    public static ImmutableArray<(int Dimension, string Prefix)> Parts(IEnumerable<string> names)
    {
        string[] all = [.. names];
        var order = new int[all.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, (left, right) => string.CompareOrdinal(all[left], all[right]));
        var parts = new (int, string)[all.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = (order[i], $"{(i == 0 ? "" : "/")}{Uri.EscapeDataString(all[order[i]])}=");
        }

        return System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(parts);
    }

    /// <summary>Writes a key.</summary>
    /// <param name="parts">What <see cref="Parts"/> gave.</param>
    /// <param name="values">Name and value of each dimension in its order.</param>
    public static string Format(ImmutableArray<(int Dimension, string Prefix)> parts, IReadOnlyList<KeyValuePair<string, string>> values)
    {
        if (parts.Length == 1)
        {
            return parts[0].Prefix + Uri.EscapeDataString(values[0].Value);
        }

        var pieces = new string[parts.Length * 2];
        for (var i = 0; i < parts.Length; i++)
        {
            pieces[2 * i] = parts[i].Prefix;
            pieces[(2 * i) + 1] = Uri.EscapeDataString(values[parts[i].Dimension].Value);
        }

        return string.Concat(pieces);
    }

    /// <summary>Reads a key; null when it is not one.</summary>
    /// <param name="key">The text.</param>
    public static ImmutableSortedDictionary<string, string>? TryParse(string key)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var part in key.Split('/'))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || !values.TryAdd(Uri.UnescapeDataString(part[..equals]), Uri.UnescapeDataString(part[(equals + 1)..])))
            {
                return null;
            }
        }

        return values.ToImmutable();
    }
}
