using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Engine.Ports;

/// <summary>The rows that make a unit needless when the sink has one of them already: columns with their values.</summary>
/// <param name="Table">The table.</param>
/// <param name="Columns">Names and values, as text; the sink compares them as the column's type does.</param>
public sealed record ExistingRows(string Table, ImmutableArray<KeyValuePair<string, string>> Columns)
{
    /// <summary>Gets the rows of a unit.</summary>
    /// <param name="definition">The job's <c>skip-existing</c>.</param>
    /// <param name="unit">The unit.</param>
    public static ExistingRows Of(ExistingDefinition definition, PlanUnit unit) =>
        new(definition.Table, [.. definition.Columns.Select(c => KeyValuePair.Create(c.Key, UnitTemplate.Parse(c.Value).Fill(unit)))]);

    /// <summary>Gets a SELECT that finds one of them, with parameters <c>$p0</c>, <c>$p1</c> ... Names are those of the job's tables, checked.</summary>
    public string Sql => $"SELECT 1 FROM \"{Table}\" WHERE {string.Join(" AND ", Columns.Select((c, i) => $"\"{c.Key}\" = $p{i}"))} LIMIT 1";

    /// <summary>Gets the reason of a skipped unit.</summary>
    public string Reason => $"{Table} has it already: {string.Join(", ", Columns.Select(c => $"{c.Key}={c.Value}"))}";

    /// <summary>Makes the exception with which a sink declines a unit whose rows are there by now: it is skipped, not failed.</summary>
    public BackfillException Skip() => new(FailureCategory.SinkSchema, Reason) { CanRetry = false, Skips = true };
}
