using System.Globalization;
using System.Text.Json;
using ActorBackfill.Connectors.Bodies;
using ActorBackfill.Domain.Items;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Http.Paging;

/// <summary>Where a body says how its pages go on.</summary>
/// <param name="Next">Path of pages, cursor or link, or null.</param>
/// <param name="Total">Path of the number of items, or null.</param>
internal sealed record PagePaths(ItemPath? Next, ItemPath? Total)
{
    /// <summary>Reads the paths of a definition.</summary>
    /// <param name="paging">The definition.</param>
    /// <param name="format">How bodies are written; rows have no place for such values.</param>
    /// <exception cref="FormatException">A path is none, or asks rows.</exception>
    public static PagePaths Of(PagingDefinition paging, BodyFormat format)
    {
        var (next, total) = paging switch
        {
            PagingDefinition.PageNumber number => (number.PagesPath, number.TotalPath),
            PagingDefinition.Cursor cursor => (cursor.CursorPath, cursor.TotalPath),
            PagingDefinition.NextLink link => (link.NextPath, link.TotalPath),
            _ => (null, null),
        };
        return format is not (BodyFormat.Json or BodyFormat.Html) && (next ?? total) is { } path
            ? throw new FormatException($"source.paging: '{path}' cannot be found in {format.ToString().ToUpperInvariant()}; only JSON bodies and pages have paths beside their items")
            : new PagePaths(next is null ? null : ItemPath.Parse(next), total is null ? null : ItemPath.Parse(total));
    }

    /// <summary>Gets the words for a source's description.</summary>
    /// <param name="paging">The definition.</param>
    public static string Describe(PagingDefinition paging) => paging switch
    {
        PagingDefinition.PageNumber number => $", pages by {number.Parameter}",
        PagingDefinition.Cursor cursor => $", pages by {cursor.Parameter}",
        PagingDefinition.NextLink => ", pages by link",
        _ => "",
    };

    /// <summary>Gets a value as text; null when it is missing, null or empty.</summary>
    /// <param name="path">Where.</param>
    /// <param name="page">The body.</param>
    /// <param name="origin">Where it came from.</param>
    /// <exception cref="BackfillException">It is neither text nor number.</exception>
    public static string? Text(ItemPath path, BodyContent page, BodyOrigin origin)
    {
        var value = page.Document is null ? null : path.Find(page.Document);
        return value?.ValueKind switch
        {
            null or JsonValueKind.False => null,
            JsonValueKind.String => value.Value.GetString() is { Length: > 0 } text ? text : null,
            JsonValueKind.Number => value.Value.GetRawText(),
            _ => throw new BackfillException(FailureCategory.SourceSchema, $"{origin.Place}: '{path.Text}' is neither text nor number"),
        };
    }

    /// <summary>Gets a value as a count.</summary>
    /// <param name="path">Where.</param>
    /// <param name="page">The body.</param>
    /// <param name="origin">Where it came from.</param>
    /// <exception cref="BackfillException">It is missing or no count.</exception>
    public static long Count(ItemPath path, BodyContent page, BodyOrigin origin) =>
        long.TryParse(Text(path, page, origin), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : throw new BackfillException(FailureCategory.SourceSchema, $"{origin.Place} has no number of pages or items at '{path.Text}'");
}
