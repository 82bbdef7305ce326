namespace ActorBackfill.Hocon;

/// <summary>Sizes in bytes: a number and a unit of powers of ten (<c>kB MB ...</c>) or of two (<c>K KiB M MiB ...</c>).</summary>
public static class HoconSize
{
    private const string Letters = "kmgtpezy";

    private static readonly string[] TenNames = ["kilo", "mega", "giga", "tera", "peta", "exa", "zetta", "yotta"];
    private static readonly string[] TwoNames = ["kibi", "mebi", "gibi", "tebi", "pebi", "exbi", "zebi", "yobi"];

    /// <summary>Reads a size.</summary>
    /// <param name="text">For example <c>16 MiB</c>, <c>500kB</c>, <c>1024</c>. A single letter means a power of two.</param>
    /// <param name="bytes">The size, cut to whole bytes.</param>
    /// <returns>False for another form, an unknown unit, and what 63 bits cannot hold.</returns>
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        if (!HoconQuantity.TrySplit(text, out var number, out var unit) || BytesOf(unit) is not { } factor
            || !HoconQuantity.TryScale(number, factor, out var exact) || exact is < long.MinValue or > long.MaxValue)
        {
            return false;
        }

        bytes = (long)exact;
        return true;
    }

    private static decimal? BytesOf(string unit)
    {
        if (unit is "" or "B" or "b" or "byte" or "bytes")
            return 1;
        for (var power = 0; power < Letters.Length; power++)
        {
            var small = Letters[power];
            var large = char.ToUpperInvariant(small);
            if (unit == (power == 0 ? "kB" : $"{large}B") || IsName(unit, TenNames[power]))
                return Power(1000, power + 1);
            if (unit == $"{small}" || unit == $"{large}" || unit == $"{large}i" || unit == $"{large}iB" || IsName(unit, TwoNames[power]))
                return Power(1024, power + 1);
        }

        return null;
    }

    private static bool IsName(string unit, string prefix) =>
        unit.StartsWith(prefix, StringComparison.Ordinal) && unit[prefix.Length..] is "byte" or "bytes";

    private static decimal Power(decimal @base, int exponent)
    {
        var power = 1m;
        for (var i = 0; i < exponent; i++)
            power *= @base;
        return power;
    }
}
