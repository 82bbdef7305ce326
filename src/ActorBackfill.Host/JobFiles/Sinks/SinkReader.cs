using System.Collections.Immutable;
using System.Globalization;
using ActorBackfill.Connectors.Postgres;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles.Sinks;

/// <summary>
/// Reads <c>sink { type = sqlite, path, tables { ... } }</c> or <c>sink { type = postgres, dsn, password, pool, tables { ... } }</c>. <c>--sink</c> is
/// laid over path or dsn, and decides which of the two it is; an address under path does so too.
/// </summary>
internal sealed class SinkReader(JobFileContext context, Templates templates)
{
    public SinkDefinition? Read(HoconObjectReader job)
    {
        var reader = job.Object("sink");
        if (job.Value("sink") is not HoconObject)
        {
            return null;
        }

        var kind = reader.Choice<SinkKind>("type");
        var place = Place(reader, kind);
        if (!reader.Has("tables") || reader.Value("tables") is HoconObject { Count: 0 })
        {
            reader.Error("tables", "a sink has at least one table");
        }

        var tables = reader.NamedObjects("tables");
        SameNames.Check(context.Errors, tables.Select(t => (t.Name, t.Reader.Position, t.Reader.Path)));
        var table = new TableReader(context, templates);
        ImmutableArray<TableDefinition> read = [.. tables.Select(t => table.Read(t.Name, t.Reader)).OfType<TableDefinition>()];
        return place(read) with { Rows = Rows(reader) };
    }

    // Keys of the other kind may stand there: what --sink or the type's substitution says decides which are used.
    private Func<ImmutableArray<TableDefinition>, SinkDefinition> Place(HoconObjectReader reader, SinkKind kind)
    {
        var flag = context.Request.SinkPath;
        var isServer = flag is null ? kind == SinkKind.Postgres || PostgresAddress.IsOne(reader.OptionalText("path") ?? "") : PostgresAddress.IsOne(flag);
        var server = new ServerReader(context).Read(reader, isServer);
        var path = Path(reader, !isServer);
        return isServer ? server : tables => new SqliteSinkDefinition(path, tables);
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

    private string Path(HoconObjectReader reader, bool isMeant)
    {
        var written = reader.OptionalText("path");
        if (context.Request.SinkPath is { } flag)
        {
            return flag;
        }

        if (isMeant && written is null && !reader.Has("path"))
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
