namespace ActorBackfill.Hocon;

/// <summary>Rates: how many in a stretch of time, as <c>2/s</c>, <c>100/min</c>, <c>5000/h</c>, <c>1000/d</c>, <c>3/10s</c>.</summary>
public static class HoconRate
{
    /// <summary>Reads a rate.</summary>
    /// <param name="text">A number, a slash and a duration (its number 1 if left out); a number alone is per second.</param>
    /// <param name="perSecond">The rate; never negative, finite.</param>
    /// <returns>False for another form, an unknown unit, a negative number, and a stretch of no time.</returns>
    public static bool TryParse(string text, out double perSecond)
    {
        perSecond = 0;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var count = (slash < 0 ? text : text[..slash]).Trim();
        if (!HoconNumber.IsNumber(count) || !HoconNumber.TryDecimal(count, out var number) || number < 0)
            return false;
        if (!TryStretch(slash < 0 ? "s" : text[(slash + 1)..].Trim(), out var stretch))
            return false;
        perSecond = (double)number / stretch.TotalSeconds;
        return double.IsFinite(perSecond);
    }

    private static bool TryStretch(string text, out TimeSpan stretch)
    {
        stretch = TimeSpan.Zero;
        if (text.Length == 0)
            return false;
        var counted = char.IsAsciiDigit(text[0]) ? text : "1" + text;
        if (HoconNumber.IsNumber(counted))
            return false;
        var unit = counted.TrimStart("0123456789.".ToCharArray()).Trim();
        var known = unit switch
        {
            "sec" => "s",
            "min" => "m",
            "hr" => "h",
            _ => unit,
        };
        return HoconDuration.TryParse(counted[..^unit.Length] + known, out stretch) && stretch > TimeSpan.Zero;
    }
}
