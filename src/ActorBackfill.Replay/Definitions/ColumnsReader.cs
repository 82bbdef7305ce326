using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ActorBackfill.Hocon;

namespace ActorBackfill.Replay.Definitions;

/// <summary>Reads the columns that a resource adds to its rows.</summary>
internal static class ColumnsReader
{
    /// <summary>Reads the block <c>columns</c>.</summary>
    /// <param name="reader">The resource's block.</param>
    /// <param name="isJson">Whether its rows are JSON objects, which alone have paths.</param>
    public static ImmutableArray<ColumnDefinition> Read(HoconObjectReader reader, bool isJson)
    {
        if (reader.OptionalObject("columns") is not { } columns)
        {
            return [];
        }

        var read = ImmutableArray.CreateBuilder<ColumnDefinition>();
        foreach (var member in columns.Members())
        {
            if (member.Value is HoconObject)
            {
                read.Add(Made(member.Key, columns.OptionalObject(member.Key)!));
                continue;
            }

            if (!isJson)
            {
                columns.Error(member.Key, "a path needs rows of JSON; of CSV a column is { of, match } or { of, from, key, take }");
            }

            read.Add(new PathColumn(member.Key, columns.Text(member.Key)));
        }

        return read.ToImmutable();
    }

    private static ColumnDefinition Made(string name, HoconObjectReader column)
    {
        var of = column.Text("of");
        if (!column.Has("match"))
        {
            return new LookupColumn(name, of, column.Text("from"), column.Text("key"), column.Text("take")) { Else = column.Text("else", "") };
        }

        var expression = column.Text("match");
        try
        {
            if (new Regex(expression, RegexOptions.NonBacktracking).GetGroupNumbers().Length < 2)
            {
                column.Error("match", $"{expression}: must have a group in parentheses, which is the value");
            }
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            column.Error("match", $"{expression}: {e.Message}");
        }

        return new MatchColumn(name, of, expression);
    }
}
