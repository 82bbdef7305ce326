using System.Collections.Immutable;

namespace ActorBackfill.Domain.Jobs;

/// <summary>
/// <c>skip-existing { table = statistics, columns { id = "{player}" } }</c>: what in the sink says that a unit's rows are there already,
/// whoever wrote them.
/// </summary>
/// <param name="Table">The table, one of the job's.</param>
/// <param name="Columns">Columns and the templates of their values; a row with all of them is the unit's.</param>
public sealed record ExistingDefinition(string Table, ImmutableSortedDictionary<string, string> Columns)
{
    /// <summary>Gets what the columns of a job's tables say: a table that has every dimension of the plan as <c>$unit.NAME</c>; null when none has.</summary>
    /// <param name="dimensions">The plan's dimensions.</param>
    /// <param name="tables">The sink's tables.</param>
    public static ExistingDefinition? Of(IEnumerable<DimensionDefinition> dimensions, IEnumerable<TableDefinition> tables)
    {
        var names = dimensions.Select(d => d.Name).ToList();
        foreach (var table in tables)
        {
            var columns = names.Select(name => (Column: table.Columns.FirstOrDefault(c => c.Path == $"$unit.{name}")?.Name, Template: $"{{{name}}}")).ToList();
            if (columns.TrueForAll(c => c.Column is not null))
            {
                return new ExistingDefinition(table.Name, columns.ToImmutableSortedDictionary(c => c.Column!, c => c.Template, StringComparer.Ordinal));
            }
        }

        return null;
    }
}
