using System.Collections.Immutable;

namespace ActorBackfill.Domain.Checkpoints;

/// <summary>Cuts what events list into parts, so that no event exceeds <see cref="CheckpointCodec.MaxBytes"/>. One item is never cut.</summary>
public static class EventParts
{
    /// <summary>The most bytes of a list in one event; what is left of the cap is for its other fields.</summary>
    public const int MaxListBytes = 48 << 10;

    // Names, numbers and punctuation around what varies, at their longest.
    private const int ClosedUnitBytes = 180;
    private const int RunBytes = 42;
    private const int ValueBytes = 3;

    /// <summary>Cuts units that ended without rows.</summary>
    /// <param name="units">The units; their order is kept.</param>
    public static IEnumerable<ImmutableArray<ClosedUnit>> Of(IEnumerable<ClosedUnit> units) =>
        Cut(units, u => ClosedUnitBytes + Bytes(u.Category ?? "") + Bytes(u.Text));

    /// <summary>Cuts attempts that failed.</summary>
    /// <param name="attempts">The attempts; their order is kept.</param>
    public static IEnumerable<ImmutableArray<FailedAttempt>> Of(IEnumerable<FailedAttempt> attempts) =>
        Cut(attempts, a => ClosedUnitBytes + Bytes(a.Category) + Bytes(a.Text));

    /// <summary>Cuts values of a list dimension.</summary>
    /// <param name="values">The values; their order is kept.</param>
    public static IEnumerable<ImmutableArray<string>> Of(IEnumerable<string> values) => Cut(values, v => ValueBytes + Bytes(v));

    /// <summary>Cuts runs of ordinals and writes them as first, count, first, count.</summary>
    /// <param name="runs">The runs; their order is kept.</param>
    public static IEnumerable<ImmutableArray<long>> Of(IEnumerable<(long First, long Count)> runs) =>
        Cut(runs, _ => RunBytes).Select(part => part.SelectMany(r => (IEnumerable<long>)[r.First, r.Count]).ToImmutableArray());

    private static IEnumerable<ImmutableArray<T>> Cut<T>(IEnumerable<T> items, Func<T, int> sizeOf)
    {
        var part = ImmutableArray.CreateBuilder<T>();
        var bytes = 0;
        foreach (var item in items)
        {
            var size = sizeOf(item);
            if (part.Count > 0 && bytes + size > MaxListBytes)
            {
                yield return part.ToImmutable();
                part.Clear();
                bytes = 0;
            }

            part.Add(item);
            bytes += size;
        }

        if (part.Count > 0)
        {
            yield return part.ToImmutable();
        }
    }

    // What JSON makes of a text at most: everything but plain ASCII may become \uXXXX.
    private static int Bytes(string text)
    {
        var bytes = 0;
        foreach (var c in text)
        {
            bytes += char.IsAsciiLetterOrDigit(c) || c is ' ' or '.' or ',' or ':' or '-' or '_' or '/' or '=' ? 1 : 6;
        }

        return bytes;
    }
}
