using System.Globalization;

namespace ActorBackfill.Systems.HongKongRacing;

/// <summary>
/// How a runner ended, from the text of its place: <c>3</c>, <c>1 平頭馬</c> (a dead heat for 1), <c>WV</c> and <c>WX</c> with whatever follows
/// (withdrawn), <c>TNP</c> (took no part), <c>PU</c>, <c>UR</c>, <c>FE</c>, <c>DNF</c>, <c>DISQ</c> (started, no place).
/// </summary>
/// <param name="IsStart">Whether it started.</param>
/// <param name="Position">Its position from 1; null for none.</param>
/// <param name="IsDeadHeat">Whether others share the position.</param>
internal readonly record struct Placing(bool IsStart, int? Position, bool IsDeadHeat)
{
    private const string DeadHeat = "平頭馬";

    /// <summary>Reads a place.</summary>
    public static Placing Of(string place)
    {
        var text = place.Trim();
        if (text is "" or "-" or "TNP" || text.StartsWith("WV", StringComparison.Ordinal) || text.StartsWith("WX", StringComparison.Ordinal))
        {
            return new Placing(false, null, false);
        }

        var digits = text.AsSpan(0, text.AsSpan().IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? end : text.Length);
        return new Placing(
            true,
            int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : null,
            text.Contains(DeadHeat, StringComparison.Ordinal));
    }
}
