namespace ActorBackfill.Hocon;

/// <summary>Reads of single values. Without a fallback the key is required; the Optional forms give null where it is missing.</summary>
public sealed partial class HoconObjectReader
{
    private delegate bool Parse<T>(HoconScalar scalar, out T value);

    /// <summary>Reads a required text; numbers and booleans are taken as written.</summary>
    /// <param name="key">One element, not a path.</param>
    /// <returns>Empty in error.</returns>
    public string Text(string key) => Required(key, "a text", AsText, "");

    /// <summary>Reads a text with a default.</summary>
    /// <param name="key">One element, not a path.</param>
    /// <param name="fallback">Given where the key is missing or wrong.</param>
    public string Text(string key, string fallback) => OptionalText(key) ?? fallback;

    /// <summary>Reads a text that may be missing.</summary>
    /// <param name="key">One element, not a path.</param>
    public string? OptionalText(string key) => TryRead<string>(key, "a text", AsText, out var value) ? value : null;

    /// <summary>Reads a required whole number of 32 bits.</summary>
    /// <param name="key">One element, not a path.</param>
    public int Integer(string key) => Required(key, "a whole number up to 2,147,483,647", AsInteger, 0);

    /// <summary>Reads a whole number of 32 bits with a default.</summary>
    /// <param name="key">One element, not a path.</param>
    /// <param name="fallback">Given where the key is missing or wrong.</param>
    public int Integer(string key, int fallback) => OptionalInteger(key) ?? fallback;

    /// <summary>Reads a whole number of 32 bits that may be missing.</summary>
    /// <param name="key">One element, not a path.</param>
    public int? OptionalInteger(string key) => Optional<int>(key, "a whole number up to 2,147,483,647", AsInteger);

    /// <summary>Reads a required whole number of 64 bits.</summary>
    /// <param name="key">One element, not a path.</param>
    public long LongInteger(string key) => Required(key, "a whole number", AsLong, 0L);

    /// <summary>Reads a whole number of 64 bits with a default.</summary>
    /// <param name="key">One element, not a path.</param>
    /// <param name="fallback">Given where the key is missing or wrong.</param>
    public long LongInteger(string key, long fallback) => OptionalLongInteger(key) ?? fallback;

    /// <summary>Reads a whole number of 64 bits that may be missing.</summary>
    /// <param name="key">One element, not a path.</param>
    public long? OptionalLongInteger(string key) => Optional<long>(key, "a whole number", AsLong);

    /// <summary>Reads a required number; always finite.</summary>
    /// <param name="key">One element, not a path.</param>
    public double Real(string key) => Required(key, "a number", AsReal, 0d);

    /// <summary>Reads a number with a default.</summary>
    /// <param name="key">One element, not a path.</param>
    /// <param name="fallback">Given where the key is missing or wrong.</param>
    public double Real(string key, double fallback) => OptionalReal(key) ?? fallback;

    /// <summary>Reads a number that may be missing.</summary>
    /// <param name="key">One element, not a path.</param>
    public double? OptionalReal(string key) => Optional<double>(key, "a number", AsReal);

    /// <summary>Reads a required boolean: true, yes, on, false, no, off.</summary>
    /// <param name="key">One element, not a path.</param>
    public bool Boolean(string key) => Required(key, "true or false", AsBoolean, false);

    /// <summary>Reads a boolean with a default.</summary>
    /// <param name="key">One element, not a path.</param>
    /// <param name="fallback">Given where the key is missing or wrong.</param>
    public bool Boolean(string key, bool fallback) => OptionalBoolean(key) ?? fallback;

    /// <summary>Reads a boolean that may be missing.</summary>
    /// <param name="key">One element, not a path.</param>
    public bool? OptionalBoolean(string key) => Optional<bool>(key, "true or false", AsBoolean);

    /// <summary>Reads a required duration, not negative; a number alone is milliseconds.</summary>
    /// <param name="key">One element, not a path.</param>
    public TimeSpan Duration(string key) => Required(key, DurationForm, AsDuration, TimeSpan.Zero);

    /// <summary>Reads a duration with a default.</summary>
    /// <param name="key">One element, not a path.</param>
    /// <param name="fallback">Given where the key is missing or wrong.</param>
    public TimeSpan Duration(string key, TimeSpan fallback) => OptionalDuration(key) ?? fallback;

    /// <summary>Reads a duration that may be missing.</summary>
    /// <param name="key">One element, not a path.</param>
    public TimeSpan? OptionalDuration(string key) => Optional<TimeSpan>(key, DurationForm, AsDuration);

    /// <summary>Reads a required size in bytes, not negative.</summary>
    /// <param name="key">One element, not a path.</param>
    public long Size(string key) => Required(key, SizeForm, AsSize, 0L);

    /// <summary>Reads a size in bytes with a default.</summary>
    /// <param name="key">One element, not a path.</param>
    /// <param name="fallback">Given where the key is missing or wrong.</param>
    public long Size(string key, long fallback) => OptionalSize(key) ?? fallback;

    /// <summary>Reads a size in bytes that may be missing.</summary>
    /// <param name="key">One element, not a path.</param>
    public long? OptionalSize(string key) => Optional<long>(key, SizeForm, AsSize);

    /// <summary>Reads a required rate, as so many per second.</summary>
    /// <param name="key">One element, not a path.</param>
    public double Rate(string key) => Required(key, RateForm, AsRate, 0d);

    /// <summary>Reads a rate, as so many per second, with a default.</summary>
    /// <param name="key">One element, not a path.</param>
    /// <param name="fallback">Given where the key is missing or wrong.</param>
    public double Rate(string key, double fallback) => OptionalRate(key) ?? fallback;

    /// <summary>Reads a rate, as so many per second, that may be missing.</summary>
    /// <param name="key">One element, not a path.</param>
    public double? OptionalRate(string key) => Optional<double>(key, RateForm, AsRate);
}
