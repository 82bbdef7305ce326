using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles.Sources;

/// <summary>Reads a source of <c>type = sql</c>.</summary>
internal sealed class SqlSourceReader(Templates templates)
{
    private const int MostQueries = 16;

    public SqlSourceDefinition Read(HoconObjectReader reader)
    {
        var path = reader.Text("path");
        if (reader.Has("path") && string.IsNullOrWhiteSpace(path))
        {
            reader.Error("path", "is blank");
        }

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
        };
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
