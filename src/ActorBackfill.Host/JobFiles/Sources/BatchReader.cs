using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles.Sources;

/// <summary>Reads <c>batch { dimension = apn, size = 50 }</c>.</summary>
internal sealed class BatchReader(Templates templates)
{
    /// <summary>Reads the block of a source; null where there is none.</summary>
    /// <param name="source">The source's block.</param>
    public BatchDefinition? Read(HoconObjectReader source)
    {
        if (source.OptionalObject("batch") is not { } batch)
        {
            return null;
        }

        var dimension = batch.Text("dimension");
        if (dimension.Length > 0)
        {
            templates.Check(batch, "dimension", $"{{{dimension}}}");
        }

        CheckOthers(source, batch, dimension);
        var size = batch.IntegerWithin("size", 50, 1, BatchDefinition.MostUnits);
        var separator = batch.Text("separator", ",");
        if (separator.Length is 0 or > 10)
        {
            batch.Error("separator", "expected 1 to 10 characters");
        }

        var interval = batch.OptionalDuration("interval");
        if (interval is not null)
        {
            interval = batch.DurationWithin("interval", TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(10));
        }
        else if (batch.Has("most"))
        {
            batch.Error("most", "bounds what an interval leads to, and there is none");
        }

        return new BatchDefinition(dimension, batch.Text("parameter", dimension), batch.OptionalPath("key", startsAtDocument: false) ?? dimension, size)
        {
            Separator = separator,
            Interval = interval,
            Most = batch.IntegerWithin("most", BatchDefinition.MostUnits, 1, BatchDefinition.MostUnits),
        };
    }

    private static void CheckOthers(HoconObjectReader source, HoconObjectReader batch, string dimension)
    {
        if (source.OptionalObject("paging")?.OptionalText("type") is { } paging and not "none")
        {
            batch.Error("dimension", $"units that are asked for together have one answer, and paging.type = {paging} wants several");
        }

        var texts = source.TextMap("params").Values.Append(source.Text("path", ""));
        if (texts.Any(t => t.Contains($"{{{dimension}}}", StringComparison.Ordinal) || t.Contains($"{{{dimension}.", StringComparison.Ordinal)))
        {
            batch.Error("dimension", $"{{{dimension}}} stands in path or params too: no two units would have the same address");
        }
    }
}
