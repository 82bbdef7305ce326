using System.Collections.Immutable;

namespace ActorBackfill.Domain.Plans;

/// <summary>
/// The name of a unit: <c>name=value</c> joined by <c>/</c>, names in ordinal order, both percent-encoded:
/// <c>month=2025-09/state=VIC</c>. It never holds the range of a run, so that a wider range keeps what is done.
/// </summary>
public static class UnitKey
{
    /// <summary>Writes a key.</summary>
    /// <param name="values">Name and value of each dimension, in any order.</param>
    public static string Format(IEnumerable<KeyValuePair<string, string>> values) => string.Join('/', values
        .OrderBy(v => v.Key, StringComparer.Ordinal)
        .Select(v => $"{Uri.EscapeDataString(v.Key)}={Uri.EscapeDataString(v.Value)}"));

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
