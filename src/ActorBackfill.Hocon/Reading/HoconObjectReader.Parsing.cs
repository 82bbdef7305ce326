namespace ActorBackfill.Hocon;

/// <summary>How each type is read from a scalar.</summary>
public sealed partial class HoconObjectReader
{
    private const string DurationForm = "a duration such as 250ms, 5s, 10 minutes";
    private const string SizeForm = "a size such as 500 kB, 16 MiB";
    private const string RateForm = "a rate such as 2/s, 100/min, 5000/h";

    private static bool AsText(HoconScalar scalar, out string value)
    {
        value = scalar.Text;
        return true;
    }

    private static bool AsInteger(HoconScalar scalar, out int value)
    {
        var isWhole = scalar.TryGetInteger(out var wide) && wide is >= int.MinValue and <= int.MaxValue;
        value = isWhole ? (int)wide : 0;
        return isWhole;
    }

    private static bool AsLong(HoconScalar scalar, out long value) => scalar.TryGetInteger(out value);

    private static bool AsReal(HoconScalar scalar, out double value) => scalar.TryGetReal(out value);

    private static bool AsBoolean(HoconScalar scalar, out bool value) => scalar.TryGetBoolean(out value);

    private static bool AsDuration(HoconScalar scalar, out TimeSpan value) =>
        HoconDuration.TryParse(scalar.Text, out value) && value >= TimeSpan.Zero;

    private static bool AsSize(HoconScalar scalar, out long value) => HoconSize.TryParse(scalar.Text, out value) && value >= 0;

    private static bool AsRate(HoconScalar scalar, out double value) => HoconRate.TryParse(scalar.Text, out value);

    private T Required<T>(string key, string expected, Parse<T> parse, T inError)
    {
        if (Value(key) is null)
            Missing(key);
        return TryRead(key, expected, parse, out var value) ? value : inError;
    }

    private T? Optional<T>(string key, string expected, Parse<T> parse)
        where T : struct => TryRead(key, expected, parse, out var value) ? value : null;

    private bool TryRead<T>(string key, string expected, Parse<T> parse, out T value)
    {
        value = default!;
        if (Value(key) is not { } found)
            return false;
        if (found is HoconScalar scalar && parse(scalar, out value))
            return true;
        Mismatch(key, found, expected);
        return false;
    }
}
