using System.Text.Json;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Serving.Http;

/// <summary>The rows of some units as they stand in the sink's tables now, by unit and table. Tables without <c>_unit</c> have none to show.</summary>
internal sealed class SinkRows
{
    private readonly Dictionary<string, List<(string Table, List<(string Column, object? Value)> Row)>> _rows = new(StringComparer.Ordinal);

    /// <summary>Gets no rows.</summary>
    public static SinkRows None { get; } = new();

    /// <summary>Reads rows; nothing is written or created.</summary>
    /// <param name="job">The job whose sink they are in.</param>
    /// <param name="units">The keys of the units.</param>
    public static SinkRows Read(LoadedJob job, IReadOnlyList<string> units)
    {
        var rows = new SinkRows();
        if (units.Count == 0 || (job.Sink.File is { } file && !File.Exists(file)))
        {
            return rows;
        }

        var tables = job.Definition.Sink.Tables;
        using var sink = job.Sink.Open(tables, job.Definition.IdentityText, SinkOpenMode.ReadOnly, new SinkUse(), TimeProvider.System);
        using var reader = sink.OpenReader();
        foreach (var table in sink.TablesWithUnits)
        {
            rows.Read(reader, table, units);
        }

        return rows;
    }

    /// <summary>Writes the rows of a unit: <c>{ "TABLE": [ { "COLUMN": VALUE } ] }</c>.</summary>
    public void Write(Utf8JsonWriter json, string unit)
    {
        json.WriteStartObject();
        foreach (var table in _rows.GetValueOrDefault(unit, []).GroupBy(r => r.Table, r => r.Row))
        {
            json.WriteStartArray(table.Key);
            foreach (var row in table)
            {
                json.WriteStartObject();
                row.ForEach(c => Write(json, c.Column, c.Value));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private void Read(ISinkReader reader, string table, IReadOnlyList<string> units)
    {
        var names = string.Join(',', units.Select((_, i) => FormattableString.Invariant($"$u{i}")));
        var parameters = units.Select((unit, i) => (FormattableString.Invariant($"$u{i}"), (object?)unit)).ToArray();
        // The job file's reader has checked the table's name.
        foreach (var found in reader.Query($"SELECT * FROM \"{table}\" WHERE _unit IN ({names})", parameters))
        {
            var unit = (string)found["_unit"]!;
            if (!_rows.TryGetValue(unit, out var rows))
            {
                _rows[unit] = rows = [];
            }

            rows.Add((table, [.. found.Where(c => !c.Key.StartsWith('_')).Select(c => (c.Key, c.Value))]));
        }
    }

    private static void Write(Utf8JsonWriter json, string column, object? value)
    {
        switch (value)
        {
            case null: json.WriteNull(column); break;
            case long number: json.WriteNumber(column, number); break;
            case double number when double.IsFinite(number): json.WriteNumber(column, number); break;
            case byte[] bytes: json.WriteBase64String(column, bytes); break;
            default: json.WriteString(column, Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)); break;
        }
    }
}
