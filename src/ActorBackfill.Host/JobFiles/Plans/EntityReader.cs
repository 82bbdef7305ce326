using System.Collections.Immutable;
using ActorBackfill.Connectors.Postgres;
using ActorBackfill.Domain.Items;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;
using ActorBackfill.Host.JobFiles.Sinks;
using ActorBackfill.Host.JobFiles.Sources;

namespace ActorBackfill.Host.JobFiles.Plans;

/// <summary>Reads a dimension whose values stand elsewhere: in a file, a database or behind an address.</summary>
internal sealed class EntityReader(JobFileContext context)
{
    private static readonly string[] Origins = ["values", "file", "query", "http"];

    /// <summary>Gets whether a dimension is a list, right or wrong.</summary>
    public static bool IsList(HoconObjectReader reader) => Origins.Where(reader.Has).ToList().Count > 0;

    /// <summary>Reports whatever does not belong to a list.</summary>
    public static void CheckOneOrigin(HoconObjectReader reader)
    {
        // All of them: a key that nobody asks for is an unknown one.
        var given = Origins.Where(reader.Has).ToList();
        foreach (var second in given.Skip(1))
        {
            reader.Error(second, $"a dimension has {given[0]} or {second}, not both");
        }

        foreach (var other in (string[])["range", "step"])
        {
            if (reader.Has(other))
            {
                reader.Error(other, $"a dimension has a range or {given[0]}, not both");
            }
        }
    }

    public EntityListDefinition? Read(string name, HoconObjectReader reader, bool isWave, PlanOrder order, string? priority)
    {
        EntityOrigin? origin = reader.Has("file") ? File(reader)
            : reader.OptionalObject("query") is { } query ? Query(query)
            : reader.OptionalObject("http") is { } http ? Http(http)
            : null;
        if (!reader.Has("file") && reader.Has("column"))
        {
            reader.Error("column", "is a key of file = PATH");
        }

        var attributes = Attributes(reader);
        if (priority is not null && !attributes.Contains(priority, StringComparer.Ordinal))
        {
            reader.Error("order", $"'{priority}' is none of the list's attributes: attributes = [{string.Join(", ", attributes.Append(priority))}]");
        }

        var allowsEmpty = reader.Boolean("allow-empty", false);
        return origin is null ? null : new EntityListDefinition(name, isWave, order, origin)
        {
            Attributes = attributes,
            Priority = priority,
            AllowsEmpty = allowsEmpty,
        };
    }

    private static FileEntities? File(HoconObjectReader reader)
    {
        var path = reader.Text("file");
        if (string.IsNullOrWhiteSpace(path))
        {
            reader.Error("file", "is blank");
            return null;
        }

        var column = reader.OptionalText("column");
        if (column is null && EntityFileForms.NeedsColumn(path))
        {
            reader.Error("column", $"is missing: which column of {path} is the value");
        }

        return new FileEntities(path, column);
    }

    private static EntityOrigin Query(HoconObjectReader reader)
    {
        var sql = reader.Text("sql").Trim().TrimEnd(';').TrimEnd();
        if (sql.Length > 0 && !sql.StartsWith("select", StringComparison.OrdinalIgnoreCase) && !sql.StartsWith("with", StringComparison.OrdinalIgnoreCase))
        {
            reader.Error("sql", "expected one SELECT");
        }

        var (key, pageSize) = (reader.Text("key"), reader.IntegerWithin("page-size", 1_000, 1, 100_000));
        if (reader.Has("dsn") && reader.Has("path"))
        {
            reader.Error("dsn", "a list has path, a file, or dsn, a server, not both");
        }

        return reader.Has("dsn") ? new ServerEntities(ServerReader.Address(reader), sql, key, pageSize)
            : PostgresAddress.IsOne(reader.OptionalText("path") ?? "") ? new ServerEntities(ServerReader.Address(reader, "path"), sql, key, pageSize)
            : new QueryEntities(reader.Text("path"), sql, key, pageSize);
    }

    private static HttpEntities Http(HoconObjectReader reader)
    {
        var key = reader.OptionalPath("key", startsAtDocument: false);
        if (key is null && !reader.Has("key"))
        {
            reader.Error("key", "is missing: the path of the value in an item");
        }

        var source = new HttpSourceReader(new Templates([])).Read(reader);
        if (source.Format == BodyFormat.Html)
        {
            reader.Error("format", "a list comes as json, csv or ndjson");
        }

        return new HttpEntities(source, key ?? "");
    }

    private ImmutableArray<string> Attributes(HoconObjectReader reader)
    {
        var names = reader.DistinctTexts("attributes", context.Errors) ?? [];
        foreach (var name in names.Where(n => !IsPath(n)))
        {
            reader.Error("attributes", $"'{name}': is no name of a column or member");
        }

        return names;
    }

    private static bool IsPath(string name)
    {
        try
        {
            _ = ItemPath.Parse(name);
            return !name.AsSpan().ContainsAny('{', '}');
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
