namespace ActorBackfill.Hocon;

/// <summary>A number with a unit's name: white space, number, white space, letters.</summary>
internal static class HoconQuantity
{
    internal static bool TrySplit(string text, out decimal number, out string unit)
    {
        text = text.Trim();
        var end = HoconNumber.Scan(text, 0);
        unit = text[end..].Trim();
        number = 0;
        return end > 0 && HoconNumber.TryDecimal(text[..end], out number) && unit.All(char.IsLetter);
    }

    internal static bool TryScale(decimal number, decimal factor, out decimal scaled)
    {
        scaled = 0;
        if (Math.Abs(number) > decimal.MaxValue / Math.Max(factor, 1))
            return false;
        scaled = number * factor;
        return true;
    }
}
