using System.Collections.Immutable;

namespace ActorBackfill.Hocon;

/// <summary>Reads of lists, nested objects and choices.</summary>
public sealed partial class HoconObjectReader
{
    /// <summary>Reads a list of texts; none where the key is missing.</summary>
    /// <param name="key">One element, not a path.</param>
    public ImmutableArray<string> TextList(string key) => Items<string>(key, "a text", AsTextItem);

    /// <summary>Reads a list of whole numbers; none where the key is missing.</summary>
    /// <param name="key">One element, not a path.</param>
    public ImmutableArray<long> IntegerList(string key) => Items<long>(key, "a whole number", (HoconValue item, out long value) =>
    {
        value = 0;
        return item is HoconScalar scalar && scalar.TryGetInteger(out value);
    });

    /// <summary>Reads a required object.</summary>
    /// <param name="key">One element, not a path.</param>
    /// <returns>A reader of an empty object in error, whose own missing keys are not reported again.</returns>
    public HoconObjectReader Object(string key)
    {
        if (Value(key) is null)
            Missing(key);
        return OptionalObject(key) ?? new HoconObjectReader(HoconObject.Empty, PathOf(key), _errors, isMissing: true);
    }

    /// <summary>Reads an object that may be missing. <see cref="Finish"/> of this reader finishes it too.</summary>
    /// <param name="key">One element, not a path.</param>
    /// <returns>Null where it is missing or wrong.</returns>
    public HoconObjectReader? OptionalObject(string key)
    {
        if (Value(key) is not { } found)
            return null;
        if (found is HoconObject members)
            return Child(members, PathOf(key));
        Mismatch(key, found, "an object in braces");
        return null;
    }

    /// <summary>Reads an object whose keys are names that the user chose and whose values are objects; none where the key is missing.</summary>
    /// <param name="key">One element, not a path.</param>
    public IReadOnlyList<(string Name, HoconObjectReader Reader)> NamedObjects(string key)
    {
        if (OptionalObject(key) is not { } named)
            return [];
        return [.. named.Members().Select(member => (member.Key, Reader: named.OptionalObject(member.Key)))
            .Where(pair => pair.Reader is not null).Select(pair => (pair.Key, pair.Reader!))];
    }

    /// <summary>Reads a list of objects; none where the key is missing.</summary>
    /// <param name="key">One element, not a path.</param>
    public IReadOnlyList<HoconObjectReader> ObjectList(string key)
    {
        var objects = Items<HoconObject>(key, "an object in braces", (HoconValue item, out HoconObject value) =>
        {
            value = (item as HoconObject)!;
            return value is not null;
        });
        return [.. objects.Select((item, index) => Child(item, $"{PathOf(key)}[{index}]"))];
    }

    /// <summary>Reads one of an enumeration's words, written in lower case with hyphens: <c>PageNumber</c> is <c>page-number</c>.</summary>
    /// <typeparam name="TEnum">The words.</typeparam>
    /// <param name="key">One element, not a path.</param>
    public TEnum Choice<TEnum>(string key)
        where TEnum : struct, Enum
    {
        if (Value(key) is null)
            Missing(key);
        return OptionalChoice<TEnum>(key) ?? default;
    }

    /// <summary>Reads one of an enumeration's words with a default.</summary>
    /// <typeparam name="TEnum">The words.</typeparam>
    /// <param name="key">One element, not a path.</param>
    /// <param name="fallback">Given where the key is missing or wrong.</param>
    public TEnum Choice<TEnum>(string key, TEnum fallback)
        where TEnum : struct, Enum => OptionalChoice<TEnum>(key) ?? fallback;

    /// <summary>Reads one of an enumeration's words that may be missing.</summary>
    /// <typeparam name="TEnum">The words.</typeparam>
    /// <param name="key">One element, not a path.</param>
    public TEnum? OptionalChoice<TEnum>(string key)
        where TEnum : struct, Enum => (TEnum?)ChoiceOf(key, typeof(TEnum));

    // Of no type parameter: a body for each enumeration would be compiled while a command starts.
    private object? ChoiceOf(string key, Type words)
    {
        if (Value(key) is not { } found)
        {
            return null;
        }

        var (names, text) = (Enum.GetNames(words), (found as HoconScalar)?.Text);
        if (Array.Find(names, name => WordOf(name) == text) is { } known)
        {
            return Enum.Parse(words, known);
        }

        var all = names.Select(WordOf).ToList();
        Mismatch(key, found, $"{string.Join(", ", all)}{(text is null ? "" : HoconSuggestion.Hint(text, all))}");
        return null;
    }

    private delegate bool ParseItem<T>(HoconValue item, out T value);

    private static string WordOf(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? $"{(i > 0 ? "-" : "")}{char.ToLowerInvariant(c)}" : $"{c}"));

    private static bool AsTextItem(HoconValue item, out string value)
    {
        value = (item as HoconScalar)?.Text ?? "";
        return item is HoconScalar { IsNull: false };
    }

    private HoconObjectReader Child(HoconObject value, string path)
    {
        var child = new HoconObjectReader(value, path, _errors);
        _children.Add(child);
        return child;
    }

    private ImmutableArray<T> Items<T>(string key, string expected, ParseItem<T> parse)
    {
        if (Value(key) is not { } found)
            return [];
        if (found.AsArray() is not { } list)
        {
            Mismatch(key, found, "a list in brackets");
            return [];
        }

        var items = ImmutableArray.CreateBuilder<T>();
        for (var i = 0; i < list.Items.Length; i++)
        {
            if (parse(list.Items[i], out var value))
                items.Add(value);
            else
                _errors.Add(list.Items[i].Position, $"{PathOf(key)}[{i}]", $"{Shown(list.Items[i])}: expected {expected}");
        }

        return items.ToImmutable();
    }
}
