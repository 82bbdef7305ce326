using ActorBackfill.Domain.Items;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Bodies;

/// <summary>Reads whole bodies of one format. Thread safe.</summary>
internal interface IBodyReader
{
    /// <summary>Reads a body and checks that it is complete.</summary>
    /// <param name="body">All its bytes, decompressed; not kept.</param>
    /// <param name="origin">Where they came from.</param>
    /// <exception cref="BackfillException">It is incomplete, of another kind, or over a cap.</exception>
    BodyContent Read(ReadOnlySpan<byte> body, BodyOrigin origin);
}

/// <summary>Makes readers.</summary>
internal static class BodyReaders
{
    /// <summary>Makes the reader of a source.</summary>
    /// <param name="format">How its bodies are written.</param>
    /// <param name="items">Path of the items in a document, or null.</param>
    /// <param name="caps">Bounds of what is accepted.</param>
    /// <param name="error">Path of an error in a JSON document, or null.</param>
    /// <exception cref="FormatException">A path cannot be used.</exception>
    public static IBodyReader For(BodyFormat format, string? items, CapsDefinition caps, string? error = null) => (format, items) switch
    {
        _ when error is not null && format != BodyFormat.Json => throw new FormatException($"error = {error}: only a JSON document has such a path"),
        (BodyFormat.Json, _) => new JsonBodyReader(new ItemSelector(items), caps, error is null ? null : ItemPath.Parse(error)),
        (BodyFormat.Csv, null) => new CsvBodyReader(caps),
        (BodyFormat.Ndjson, _) => new NdjsonBodyReader(new ItemSelector(items), caps),
        (BodyFormat.Html, _) => throw new FormatException("html: a page's reader is made from its selectors"),
        (BodyFormat.Csv, _) => throw new FormatException("items: rows of CSV are the items; a path has no meaning"),
        _ => throw new System.Diagnostics.UnreachableException($"format {(int)format}"),
    };
}
