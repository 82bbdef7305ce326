using System.Collections.Immutable;
using System.Globalization;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Gates;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Host.Gates;

/// <summary>Holds the dates (or other values) in the columns of several tables against those that are expected: a line a table.</summary>
internal static class TableGate
{
    /// <summary>Counts.</summary>
    /// <param name="gate">Which tables, and what is expected in each.</param>
    /// <param name="directory">Where relative paths start.</param>
    /// <exception cref="Domain.Outcomes.BackfillException">A table cannot be read.</exception>
    public static GateOutcome Judge(GateDefinition gate, string directory)
    {
        var gaps = new GapList();
        var prefix = UnitKey.Parts([gate.Unit]);
        var common = gate.Expect is null && gate.First is not null ? Calendar(gate) : null;
        var parts = ImmutableArray.CreateBuilder<GateTally>();
        foreach (var table in gate.Tables)
        {
            var sink = SinkDatabases.Of(table.Sink, directory);
            var expected = common ?? ExpectedKeys.Read(gate.Expect!, sink, directory).Where(k => gate.Includes(k.Key)).ToDictionary(StringComparer.Ordinal);
            var actual = sink.Values(table.Table, table.Column, isDate: gate.First is not null);
            var part = new GateTally(table.Name, gate.Rule);
            foreach (var (key, rows) in expected.OrderBy(k => k.Key, StringComparer.Ordinal))
            {
                var isThere = actual.TryGetValue(key, out var found);
                if (!part.Add(isThere, rows, found))
                {
                    gaps.Add(UnitKey.Format(prefix, [new(gate.Unit, key)]));
                }
            }

            parts.Add(part);
        }

        return new GateOutcome(gate.Name, gate.Rule, parts.ToImmutable(), gaps.Keys, gaps.Count);
    }

    private static Dictionary<string, long?> Calendar(GateDefinition gate)
    {
        var keys = new Dictionary<string, long?>(StringComparer.Ordinal);
        for (var day = gate.First!.Value; day <= gate.Last!.Value; day = day.AddDays(1))
        {
            keys[day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)] = null;
        }

        return keys;
    }
}
