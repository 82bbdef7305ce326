using System.Text.Json;
using ActorBackfill.Domain.Items;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Bodies;

/// <summary>
/// Takes the items out of a document. A path that ends at an array means its elements, as if it ended in <c>[*]</c>. The path must be in
/// the document up to its first <c>[*]</c>; null and an empty array there mean that there are no items.
/// </summary>
internal sealed class ItemSelector
{
    private readonly ItemPath? _path;
    private readonly ItemPath _each;
    private readonly bool _endsInEach;

    /// <summary>Creates the selector.</summary>
    /// <param name="path">The path; null means the document itself: an array's elements, or the one object.</param>
    /// <exception cref="FormatException">It is no path into a document.</exception>
    public ItemSelector(string? path)
    {
        _path = path is null ? null : ItemPath.Parse(path);
        _each = ItemPath.Parse(path + "[*]");
        _endsInEach = path is not null && path.EndsWith("[*]", StringComparison.Ordinal);
        if (path is not null && (path.StartsWith('^') || _path!.UnitValue is not null))
        {
            throw new FormatException($"items = {path}: must lead into the document");
        }
    }

    /// <summary>Gets the items.</summary>
    /// <param name="document">The document.</param>
    /// <param name="origin">Where it came from.</param>
    /// <exception cref="BackfillException">The document lacks the path, or is an error instead.</exception>
    public IReadOnlyList<Item> Select(Item document, BodyOrigin origin)
    {
        if (_path is null)
        {
            return Whole(document, origin);
        }

        if (!_path.IsIn(document))
        {
            throw ErrorOf(document.Value, origin) ?? new BackfillException(
                FailureCategory.SourceSchema, $"{origin.Place} has no '{_path.Text}'");
        }

        var found = _path.Select(document).ToList();
        var arrays = _endsInEach ? 0 : found.Count(i => i.Value.ValueKind == JsonValueKind.Array);
        return arrays == 0 ? found
            : arrays == found.Count ? [.. _each.Select(document)]
            : throw new BackfillException(FailureCategory.SourceSchema, $"{origin.Place}: '{_path.Text}' is sometimes an array and sometimes not");
    }

    /// <summary>Gets whether what stands at an error's place is one: not null, false, 0, or empty.</summary>
    /// <param name="error">The value.</param>
    public static bool Says(JsonElement error) => error.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.False => false,
        JsonValueKind.String => error.ValueEquals("") is false,
        JsonValueKind.Array => error.GetArrayLength() > 0,
        JsonValueKind.Object => error.EnumerateObject().Any(),
        JsonValueKind.Number => error.GetRawText() != "0",
        _ => true,
    };

    private List<Item> Whole(Item document, BodyOrigin origin) => document.Value.ValueKind switch
    {
        JsonValueKind.Array => [.. _each.Select(document)],
        JsonValueKind.Object => ErrorOf(document.Value, origin) is { } error ? throw error : [document],
        _ => throw new BackfillException(
            FailureCategory.UnexpectedContent, $"{origin.Place} is neither an object nor an array: {BodyText.Plain(document.Value.GetRawText())}"),
    };

    private static BackfillException? ErrorOf(JsonElement document, BodyOrigin origin)
    {
        if (document.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var name in (ReadOnlySpan<string>)["error", "errors"])
        {
            if (document.TryGetProperty(name, out var error) && Says(error))
            {
                return new BackfillException(
                    FailureCategory.UnexpectedContent, $"{origin.Place} is an error instead of data: {BodyText.Plain(error.GetRawText())}");
            }
        }

        return null;
    }
}
