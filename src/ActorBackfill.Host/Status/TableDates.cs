using System.Collections.Immutable;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Gates;

namespace ActorBackfill.Host.Status;

/// <summary>How far tables are by their own rows: distinct dates of each, in one result.</summary>
/// <param name="Name">Of the gate file.</param>
/// <param name="Tables">Its tables in their order.</param>
internal sealed record TableDates(string Name, ImmutableArray<(string Table, int Dates, string? First, string? Last, long Rows)> Tables)
{
    /// <summary>Reads the tables; nothing is expected of them.</summary>
    /// <param name="gate">Which tables; its range bounds the dates.</param>
    /// <param name="directory">Where relative paths start.</param>
    /// <exception cref="Domain.Outcomes.BackfillException">A table cannot be read.</exception>
    public static TableDates Of(GateDefinition gate, string directory) => new(gate.Name, [.. gate.Tables.Select(table =>
    {
        var dates = SinkDatabases.Of(table.Sink, directory).Values(table.Table, table.Column, isDate: true)
            .Where(d => gate.Includes(d.Key)).ToList();
        return (table.Name, dates.Count, dates.Min(d => d.Key), dates.Max(d => d.Key), dates.Sum(d => d.Value ?? 0));
    })]);

    /// <summary>Writes the table for people: table, dates.</summary>
    public void Write(Terminal terminal)
    {
        var width = Math.Clamp(Tables.Max(t => t.Table.Length), 5, 60);
        terminal.Line(PlainText.Of(Name));
        terminal.Line($"  {"table".PadRight(width)}  {"dates",9}  {"rows",12}  from        to");
        foreach (var (table, dates, first, last, rows) in Tables)
        {
            terminal.Line($"  {PlainText.Of(table, 60).PadRight(width)}  {Wording.Number(dates),9}  {Wording.Number(rows),12}  {first ?? "-",-10}  {last ?? "-"}");
        }
    }

    /// <summary>Gets the table for programs.</summary>
    public string Json() => JsonText.Document(json =>
    {
        json.WriteNumber("v", 1);
        json.WriteString("name", Name);
        json.WriteStartArray("tables");
        foreach (var (table, dates, first, last, rows) in Tables)
        {
            json.WriteStartObject();
            json.WriteString("table", table);
            json.WriteNumber("dates", dates);
            json.WriteNumber("rows", rows);
            json.WriteString("first", first);
            json.WriteString("last", last);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
