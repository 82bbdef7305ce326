using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles;

/// <summary>Reads <c>skip-existing { table, columns { COLUMN = TEMPLATE } }</c>.</summary>
internal sealed class ExistingReader(Templates templates)
{
    /// <summary>Gets the definition; null when the file has none, or it is wrong.</summary>
    /// <param name="job">The job.</param>
    /// <param name="tables">The sink's tables.</param>
    public ExistingDefinition? Read(HoconObjectReader job, IReadOnlyList<TableDefinition> tables)
    {
        if (job.OptionalObject("skip-existing") is not { } reader)
        {
            return null;
        }

        var name = reader.Text("table");
        var table = tables.FirstOrDefault(t => t.Name == name);
        if (table is null && tables.Count > 0)
        {
            reader.Error("table", $"'{name}': is no table of the sink");
        }

        var columns = reader.TextMap("columns", (map, column, template) =>
        {
            templates.Check(map, column, template);
            if (table is not null && table.Columns.All(c => c.Name != column))
            {
                map.Error(column, $"'{column}' is no column of {name}");
            }
        });
        if (columns.IsEmpty)
        {
            reader.Error("columns", "is missing: which columns say which unit a row is of");
        }

        return table is null || columns.IsEmpty ? null : new ExistingDefinition(name, columns);
    }
}
