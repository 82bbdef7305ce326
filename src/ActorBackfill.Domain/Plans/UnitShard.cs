using System.Globalization;
using System.Text;

namespace ActorBackfill.Domain.Plans;

/// <summary>
/// One of several parts of a plan, <c>2/3</c>. A unit belongs to exactly one, by its key alone: whatever the range, the order and the
/// process, it is the same one.
/// </summary>
/// <param name="Number">Which part, from 1.</param>
/// <param name="Of">How many parts there are.</param>
public readonly record struct UnitShard(int Number, int Of)
{
    /// <summary>The most parts there may be.</summary>
    public const int Most = 10_000;

    /// <summary>Reads <c>2/3</c>; null when it is none: 1 to 10,000 parts, numbered from 1.</summary>
    /// <param name="text">The text.</param>
    public static UnitShard? TryParse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0
            && int.TryParse(text[..slash], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var of)
            && of is >= 1 and <= Most && number >= 1 && number <= of
            ? new UnitShard(number, of)
            : null;
    }

    /// <summary>Gets whether a unit belongs to it.</summary>
    /// <param name="key">The unit's key.</param>
    public bool Has(string key) => Hash(key) % (ulong)Of == (ulong)(Number - 1);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Of}");

    // FNV-1a over UTF-8, mixed at the end: .NET's own hash is another one in every process.
    private static ulong Hash(string key)
    {
        Span<byte> bytes = stackalloc byte[512];
        ReadOnlySpan<byte> text = Encoding.UTF8.TryGetBytes(key, bytes, out var written) ? bytes[..written] : Encoding.UTF8.GetBytes(key);
        unchecked
        {
            var hash = 14695981039346656037UL;
            foreach (var one in text)
            {
                hash = (hash ^ one) * 1099511628211UL;
            }

            hash ^= hash >> 32;
            hash *= 0x9E3779B97F4A7C15UL;
            return hash ^ (hash >> 29);
        }
    }
}
