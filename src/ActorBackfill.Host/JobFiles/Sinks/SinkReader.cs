using System.Globalization;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles.Sinks;

/// <summary>Reads <c>sink { type = sqlite, path, tables { ... } }</c>; <c>--sink</c> is laid over its path.</summary>
internal sealed class SinkReader(JobFileContext context, Templates templates)
{
    public SinkDefinition? Read(HoconObjectReader job)
    {
        var reader = job.Object("sink");
        if (job.Value("sink") is not HoconObject)
        {
            return null;
        }

        _ = reader.Choice<SinkKind>("type");
        var path = Path(reader);
        if (!reader.Has("tables") || reader.Value("tables") is HoconObject { Count: 0 })
        {
            reader.Error("tables", "a sink has at least one table");
        }

        var tables = reader.NamedObjects("tables");
        SameNames.Check(context.Errors, tables.Select(t => (t.Name, t.Reader.Position, t.Reader.Path)));
        var table = new TableReader(context, templates);
        return new SqliteSinkDefinition(path, [.. tables.Select(t => table.Read(t.Name, t.Reader)).OfType<TableDefinition>()]) { Rows = Rows(reader) };
    }

    private static RowPolicy Rows(HoconObjectReader reader)
    {
        var defaults = new RowPolicy();
        var policy = defaults with { BadRows = reader.Choice("bad-rows", defaults.BadRows) };
        if (reader.OptionalText("max-rejects") is not { } written)
        {
            return policy;
        }

        if (written.EndsWith('%') && double.TryParse(written.AsSpan(..^1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent <= 100)
        {
            return policy with { MaxRejectPercent = percent };
        }

        reader.Error("max-rejects", $"'{written}': expected a share from 0% to 100%");
        return policy;
    }

    private string Path(HoconObjectReader reader)
    {
        var written = reader.OptionalText("path");
        if (context.Request.SinkPath is { } flag)
        {
            return flag;
        }

        if (written is null && !reader.Has("path"))
        {
            reader.Error("path", "is missing: give path = FILE, or --sink");
        }
        else if (written is not null && (string.IsNullOrWhiteSpace(written) || written == ":memory:"))
        {
            reader.Error("path", $"'{written}': expected the path of a file; progress lives beside the rows");
        }

        return written ?? "";
    }
}
