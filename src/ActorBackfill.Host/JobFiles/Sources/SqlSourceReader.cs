using System.Collections.Immutable;
using ActorBackfill.Connectors.Postgres;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Hocon;
using ActorBackfill.Host.JobFiles.Sinks;

namespace ActorBackfill.Host.JobFiles.Sources;

/// <summary>Reads a source of <c>type = sql</c>.</summary>
internal sealed class SqlSourceReader(Templates templates)
{
    private const int MostQueries = 16;

    public SqlSourceDefinition Read(HoconObjectReader reader)
    {
        var (path, dsn) = Place(reader);
        var queries = Queries(reader);
        var first = reader.OptionalText("first");
        if (first is not null && queries.All(q => q.Name != first))
        {
            var names = queries.Select(q => q.Name).OfType<string>().ToList();
            reader.Error("first", $"'{first}': is none of the queries {string.Join(", ", names)}{HoconSuggestion.Hint(first, names)}");
        }

        return new SqlSourceDefinition(
            path, [.. queries.OrderByDescending(q => first is not null && q.Name == first)], reader.OptionalPath("items", startsAtDocument: true),
            CapsReader.Read(reader.OptionalObject("caps")))
        {
            First = first,
            Dsn = dsn,
            Timeout = Timeout(reader, dsn is not null),
        };
    }

    // A path may be an address as well: what another key says, of the sink say, can stand here whichever database it names.
    private static (string Path, string? Dsn) Place(HoconObjectReader reader)
    {
        if (reader.Has("dsn") && reader.Has("path"))
        {
            reader.Error("dsn", "a source has path, a file, or dsn, a server, not both");
        }

        if (reader.Has("dsn") || PostgresAddress.IsOne(reader.OptionalText("path") ?? ""))
        {
            var dsn = ServerReader.Address(reader, reader.Has("dsn") ? "dsn" : "path");
            return (dsn.Length == 0 ? "" : PostgresAddress.Parse(dsn).Text, dsn);
        }

        var path = reader.Text("path");
        if (reader.Has("path") && string.IsNullOrWhiteSpace(path))
        {
            reader.Error("path", "is blank");
        }

        // A password that stands there for a server is none too many.
        _ = reader.OptionalText("password");
        return (path, null);
    }

    private static TimeSpan Timeout(HoconObjectReader reader, bool isServer)
    {
        var defaults = new SqlSourceDefinition("", [], null, new CapsDefinition());
        if (reader.Has("timeout") && !isServer)
        {
            reader.Error("timeout", "is a key of dsn: a query of a file is ended with its unit, retry.attempt-timeout");
        }

        return reader.DurationWithin("timeout", defaults.Timeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1));
    }

    private ImmutableArray<SqlQuery> Queries(HoconObjectReader reader)
    {
        var (hasOne, hasNamed) = (reader.Has("query"), reader.Has("queries"));
        if (hasOne == hasNamed)
        {
            reader.Error(hasOne ? "queries" : "query", hasOne ? "a source has query or queries, not both" : "is missing: query = SELECT, or queries { NAME = SELECT }");
        }

        if (hasOne)
        {
            var sql = Statement(reader.Text("query"));
            Check(reader, "query", sql);
            return [new SqlQuery(null, sql)];
        }

        var named = reader.TextMap("queries", (map, name, sql) => Check(map, name, Statement(sql)));
        if (hasNamed && named.Count is 0 or > MostQueries)
        {
            reader.Error("queries", named.Count == 0 ? "holds no query" : $"{named.Count} queries: at most {MostQueries}");
        }

        return [.. named.Select(q => new SqlQuery(q.Key, Statement(q.Value)))];
    }

    private static string Statement(string sql) => sql.Trim().TrimEnd(';').TrimEnd();

    private void Check(HoconObjectReader reader, string key, string sql)
    {
        if (!sql.StartsWith("select", StringComparison.OrdinalIgnoreCase) && !sql.StartsWith("with", StringComparison.OrdinalIgnoreCase))
        {
            reader.Error(key, "expected one SELECT");
            return;
        }

        templates.Check(reader, key, sql);
        if (QuotedName(sql) is { } name)
        {
            reader.Error(key, $"'{{{name}}}' stands in quotes: values are bound as parameters, and a text in quotes holds none; write {{{name}}} without them");
        }
    }

    // A name between quotes would be the parameter's name as text, and find nothing.
    private static string? QuotedName(string sql)
    {
        try
        {
            var names = new List<string>();
            var marked = UnitTemplate.Parse(sql).With(n =>
            {
                names.Add(n);
                return "\0";
            });
            var (isText, at) = (false, 0);
            foreach (var c in marked)
            {
                isText ^= c == '\'';
                if (c == '\0' && isText)
                {
                    return names[at];
                }

                at += c == '\0' ? 1 : 0;
            }
        }
        catch (FormatException)
        {
            // Said already, by the check of templates.
        }

        return null;
    }
}
