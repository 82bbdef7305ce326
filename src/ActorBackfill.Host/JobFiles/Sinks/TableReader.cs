using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles.Sinks;

/// <summary>Reads one table, <c>NAME { key = [..], columns { ... }, update = [..] }</c>.</summary>
internal sealed class TableReader(JobFileContext context, Templates templates)
{
    public TableDefinition? Read(string name, HoconObjectReader reader)
    {
        if (JobNames.SqlProblem(name) is { } problem)
        {
            context.Errors.Add(reader.Position, reader.Path, $"name of a table: {problem}");
        }

        var columns = Columns(reader);
        var names = NamesIn(reader);
        var key = reader.DistinctTexts("key", context.Errors);
        if (key is not { IsEmpty: false })
        {
            reader.Error("key", "at least one column identifies a row");
        }

        CheckColumns(reader, "key", names, _ => null);
        var update = reader.DistinctTexts("update", context.Errors);
        CheckColumns(reader, "update", names, column => key?.Contains(column) == true ? "is part of the key, which is never updated" : null);

        // A definition looks its key up in its columns; one that is wrong is not made.
        return key is { IsEmpty: false } complete && complete.All(k => columns.Any(c => c.Name == k))
            ? new TableDefinition(name, columns, complete, update)
            : null;
    }

    private static List<string> NamesIn(HoconObjectReader reader) =>
        reader.Value("columns") is HoconObject columns ? [.. columns.Members.Select(m => m.Key)] : [];

    private ImmutableArray<ColumnDefinition> Columns(HoconObjectReader reader)
    {
        if (!reader.Has("columns") || reader.Value("columns") is HoconObject { Count: 0 })
        {
            reader.Error("columns", "a table has at least one column");
        }

        if (reader.OptionalObject("columns") is not { } columns)
        {
            return [];
        }

        SameNames.Check(context.Errors, columns.Members().Select(m => (m.Key, m.KeyPosition, $"{columns.Path}.{m.Key}")));
        var column = new ColumnReader(context, templates);
        return [.. columns.Members().Select(m => column.Read(m, columns)).OfType<ColumnDefinition>()];
    }

    private void CheckColumns(HoconObjectReader reader, string key, List<string> columns, Func<string, string?> problemOf)
    {
        var items = reader.Value(key)?.AsArray()?.Items ?? [];
        for (var i = 0; i < items.Length; i++)
        {
            // Blank and repeated names were reported with the list.
            if (items[i] is HoconScalar { IsNull: false } item && !string.IsNullOrWhiteSpace(item.Text)
                && !items.Take(i).Any(item.SameContentAs)
                && (columns.Contains(item.Text) ? problemOf(item.Text) : $"is no column of the table{HoconSuggestion.Hint(item.Text, columns)}") is { } problem)
            {
                context.Errors.Add(item.Position, $"{reader.Path}.{key}[{i}]", $"'{item.Text}' {problem}");
            }
        }
    }
}
