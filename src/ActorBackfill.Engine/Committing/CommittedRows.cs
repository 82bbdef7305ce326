using System.Collections.Immutable;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Engine.Committing;

/// <summary>Adds up what a group brought into the sink.</summary>
internal static class CommittedRows
{
    /// <summary>Gets the rows by table, without those of units that were refused or settled before.</summary>
    /// <param name="group">What was to be committed.</param>
    /// <param name="result">What became of it.</param>
    public static RowsCommitted Of(IReadOnlyList<UnitResult> group, CommitResult result)
    {
        HashSet<UnitResult> without = new([.. result.AlreadySettled, .. result.Refused.Select(r => r.Result)], ReferenceEqualityComparer.Instance);
        var trimmed = result.Trimmed.ToDictionary(u => u.Unit.Ordinal);
        var tables = new Dictionary<string, long>(StringComparer.Ordinal);
        var units = 0;
        foreach (var given in group)
        {
            var unit = trimmed.GetValueOrDefault(given.Unit.Ordinal, given);
            if (unit.RowCount == 0 || without.Contains(given))
            {
                continue;
            }

            units++;
            foreach (var table in unit.Rows)
            {
                tables[table.Table.Name] = tables.GetValueOrDefault(table.Table.Name) + table.Rows.Count;
            }
        }

        return new RowsCommitted(units, [.. tables.Select(t => new TableCount(t.Key, t.Value))]);
    }
}
