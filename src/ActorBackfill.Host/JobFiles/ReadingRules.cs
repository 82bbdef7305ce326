using System.Collections.Immutable;
using System.Globalization;
using ActorBackfill.Domain.Items;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles;

/// <summary>Reads that every block of a job file needs: values with bounds, paths, maps of texts. A value in error gives its fallback.</summary>
internal static class ReadingRules
{
    public static int IntegerWithin(this HoconObjectReader reader, string key, int fallback, int min, int max)
    {
        var value = reader.Integer(key, fallback);
        return Within(reader, key, value, fallback, value >= min && value <= max, Text(min), Text(max));
    }

    public static double RealWithin(this HoconObjectReader reader, string key, double fallback, double min, double max)
    {
        var value = reader.Real(key, fallback);
        if (value >= min && value <= max)
        {
            return value;
        }

        reader.Error(key, string.Create(CultureInfo.InvariantCulture, $"{value}: must be {min} to {max:#,0}"));
        return fallback;
    }

    public static long SizeWithin(this HoconObjectReader reader, string key, long fallback, long min, long max)
    {
        var value = reader.Size(key, fallback);
        return Within(reader, key, value, fallback, value >= min && value <= max, $"{Text(min)}", $"{Text(max)} bytes");
    }

    public static TimeSpan DurationWithin(this HoconObjectReader reader, string key, TimeSpan fallback, TimeSpan min, TimeSpan max)
    {
        var value = reader.Duration(key, fallback);
        return Within(reader, key, value, fallback, value >= min && value <= max, Text(min), Text(max));
    }

    /// <summary>Reads a path into documents; null where it is missing or wrong.</summary>
    /// <param name="reader">Its block.</param>
    /// <param name="key">Its key.</param>
    /// <param name="startsAtDocument">Whether it starts at a whole body, where there is neither parent nor unit.</param>
    public static string? OptionalPath(this HoconObjectReader reader, string key, bool startsAtDocument)
    {
        if (reader.OptionalText(key) is not { } text || PathProblem(text, startsAtDocument) is not { } problem)
        {
            return reader.OptionalText(key);
        }

        reader.Error(key, $"'{text}': {problem}");
        return null;
    }

    /// <summary>Gets what is wrong with a path into documents, or null.</summary>
    public static string? PathProblem(string text, bool startsAtDocument = false)
    {
        try
        {
            var path = ItemPath.Parse(text);
            return startsAtDocument && (path.UnitValue is not null || text.StartsWith('^'))
                ? "the path starts at the document, where there is no '^' and no '$unit'"
                : null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }

    /// <summary>Reads an object of texts whose keys are names that the user chose; empty where it is missing.</summary>
    /// <param name="reader">Its block.</param>
    /// <param name="key">Its key.</param>
    /// <param name="check">Reports what is wrong with one of them: the map's reader, name and text.</param>
    public static ImmutableSortedDictionary<string, string> TextMap(
        this HoconObjectReader reader, string key, Action<HoconObjectReader, string, string>? check = null)
    {
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (reader.OptionalObject(key) is { } map)
        {
            foreach (var member in map.Members())
            {
                texts[member.Key] = map.Text(member.Key);
                check?.Invoke(map, member.Key, texts[member.Key]);
            }
        }

        return texts.ToImmutable();
    }

    /// <summary>Reads a list of distinct texts, none of them blank; null where the key is missing.</summary>
    public static ImmutableArray<string>? DistinctTexts(this HoconObjectReader reader, string key, HoconErrors errors)
    {
        if (reader.Value(key) is not { } value)
        {
            return null;
        }

        var texts = reader.TextList(key);
        var items = value.AsArray()?.Items ?? [];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i] is HoconScalar { IsNull: false } item && (string.IsNullOrWhiteSpace(item.Text) || !seen.Add(item.Text)))
            {
                var path = reader.Path.Length == 0 ? key : $"{reader.Path}.{key}";
                errors.Add(item.Position, $"{path}[{i}]", seen.Contains(item.Text) ? $"'{item.Text}' stands in the list already" : "is blank");
            }
        }

        return [.. texts.Distinct(StringComparer.Ordinal)];
    }

    private static T Within<T>(HoconObjectReader reader, string key, T value, T fallback, bool isWithin, string min, string max)
    {
        if (isWithin)
        {
            return value;
        }

        reader.Error(key, $"{(value is TimeSpan span ? Text(span) : Text((IFormattable)value!))}: must be {min} to {max}");
        return fallback;
    }

    private static string Text(IFormattable number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Text(TimeSpan span) => span switch
    {
        { Ticks: 0 } => "0 s",
        { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds} ms"),
        { TotalMinutes: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds} s"),
        { TotalHours: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours} h"),
    };
}
