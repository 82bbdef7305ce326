using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles.Sources;

/// <summary>Reads <c>paging { type = none|page|cursor|next, ... }</c>.</summary>
internal static class PagingReader
{
    private static readonly (string Key, PagingKind[] Kinds)[] Keys =
    [
        ("parameter", [PagingKind.Page, PagingKind.Cursor]),
        ("first", [PagingKind.Page]),
        ("pages", [PagingKind.Page]),
        ("cursor", [PagingKind.Cursor]),
        ("start", [PagingKind.Cursor]),
        ("next", [PagingKind.Next]),
        ("total", [PagingKind.Page, PagingKind.Cursor, PagingKind.Next]),
        ("total-mismatch", [PagingKind.Page, PagingKind.Cursor, PagingKind.Next]),
    ];

    public static PagingDefinition Read(HoconObjectReader? reader, BodyFormat format)
    {
        if (reader is null)
        {
            return new PagingDefinition.None();
        }

        var kind = reader.OptionalChoice<PagingKind>("type");
        if (kind is null)
        {
            if (!reader.Has("type"))
            {
                reader.Error("type", "is missing: none, page, cursor or next");
            }

            // Which keys belong here is not known.
            _ = reader.Members();
        }

        var isRows = format is BodyFormat.Csv or BodyFormat.Ndjson;
        if (isRows && kind is PagingKind.Cursor or PagingKind.Next)
        {
            reader.Error("type", $"{format.ToString().ToLowerInvariant()} bodies are rows alone and hold no cursor or link; use page");
        }

        RefuseKeys(reader, kind);
        var warns = reader.Choice("total-mismatch", Mismatch.Fail) == Mismatch.Warn;
        return Of(reader, kind, isRows) with { TotalMismatchWarns = warns };
    }

    private static PagingDefinition Of(HoconObjectReader reader, PagingKind? kind, bool isRows) => kind switch
    {
        PagingKind.Page => new PagingDefinition.PageNumber(
            Parameter(reader, "page"), reader.IntegerWithin("first", 1, 0, 1_000_000), InBody(reader, "pages", isRows), InBody(reader, "total", isRows)),
        PagingKind.Cursor => new PagingDefinition.Cursor(
            Parameter(reader, "cursor"), Required(reader, "cursor"), reader.OptionalText("start"), InBody(reader, "total", isRows)),
        PagingKind.Next => new PagingDefinition.NextLink(Required(reader, "next"), InBody(reader, "total", isRows)),
        _ => new PagingDefinition.None(),
    };

    private static string Parameter(HoconObjectReader reader, string fallback)
    {
        var name = reader.Text("parameter", fallback);
        if (string.IsNullOrWhiteSpace(name))
        {
            reader.Error("parameter", "is blank");
        }

        return name;
    }

    private static string? InBody(HoconObjectReader reader, string key, bool isRows)
    {
        var path = reader.OptionalPath(key, startsAtDocument: true);
        if (path is not null && isRows)
        {
            reader.Error(key, "csv and ndjson bodies are rows alone and hold no such number");
        }

        return path;
    }

    private static string Required(HoconObjectReader reader, string key)
    {
        _ = reader.Text(key);
        return reader.OptionalPath(key, startsAtDocument: true) ?? "";
    }

    private static void RefuseKeys(HoconObjectReader reader, PagingKind? kind)
    {
        foreach (var (key, kinds) in Keys)
        {
            if (kind is { } known && !kinds.Contains(known) && reader.Has(key))
            {
                reader.Error(key, $"is a key of type = {string.Join(" or ", kinds.Select(k => k.ToString().ToLowerInvariant()))}");
            }
        }
    }
}
