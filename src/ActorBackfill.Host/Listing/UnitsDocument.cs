using System.Globalization;
using System.Text.Json;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.ReadModels;

namespace ActorBackfill.Host.Listing;

/// <summary>Writes a page of units in the four formats; a unit at a time, so that a long one takes no memory.</summary>
internal static class UnitsDocument
{
    // A longer key pushes the other columns aside; the whole of it stands in the other formats.
    private const int KeyWidth = 40;

    /// <summary>Writes a page.</summary>
    /// <param name="model">The model it came from.</param>
    /// <param name="units">The units.</param>
    /// <param name="format">table, json, ndjson or csv.</param>
    /// <param name="next">Gets the key to go on after, or null, when all units were written.</param>
    /// <param name="terminal">The streams.</param>
    public static void Write(ReadModel model, IEnumerable<ListedUnit> units, string format, Func<string?> next, Terminal terminal)
    {
        switch (format)
        {
            case "json": terminal.Line(Json(model, units, next)); break;
            case "ndjson": Lines(model, units, terminal); break;
            case "csv": Csv(units, terminal.Line); break;
            default: Table(units, terminal); break;
        }
    }

    private static void Table(IEnumerable<ListedUnit> units, Terminal terminal)
    {
        var header = $"{"unit",-KeyWidth}  {"outcome",-11} {"attempt",7} {"rows",10}  detail";
        foreach (var unit in units)
        {
            if (header.Length > 0)
            {
                terminal.Line(header);
                header = "";
            }

            var detail = unit.Noted is { Category: { } category } failed
                ? $"#{Number(failed.Group) ?? "-"} {category}: {PlainText.Of(failed.Text ?? "", 160)}"
                : unit.RunsAgain ? "runs again" : PlainText.Of(unit.Noted?.Text ?? "", 160);
            terminal.Line($"{PlainText.Of(unit.Unit.Key, 300),-KeyWidth}  {unit.State,-11} {Number(unit.Attempt) ?? "-",7} {Number(unit.Rows) ?? "-",10}  {detail}".TrimEnd());
        }
    }

    /// <summary>Gets a page as a JSON document.</summary>
    /// <param name="model">The model it came from.</param>
    /// <param name="units">The units.</param>
    /// <param name="next">Gets the key to go on after, or null, when all units were written.</param>
    public static string Json(ReadModel model, IEnumerable<ListedUnit> units, Func<string?> next) => JsonText.Document(json =>
    {
        json.WriteNumber("v", 1);
        json.WriteString("job", model.Job.Definition.Name);
        json.WriteNumber("seq", model.SequenceNr);
        json.WriteStartArray("units");
        foreach (var unit in units)
        {
            json.WriteStartObject();
            Members(json, unit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("next", next());
    });

    private static void Lines(ReadModel model, IEnumerable<ListedUnit> units, Terminal terminal)
    {
        foreach (var unit in units)
        {
            terminal.Line(JsonText.OneLine(json =>
            {
                json.WriteNumber("v", 1);
                json.WriteString("type", "unit");
                json.WriteNumber("seq", model.SequenceNr);
                Members(json, unit);
            }));
        }
    }

    /// <summary>Writes a page as CSV.</summary>
    /// <param name="units">The units.</param>
    /// <param name="line">Writes a line.</param>
    public static void Csv(IEnumerable<ListedUnit> units, Action<string> line)
    {
        line("unit,outcome,attempt,rows,hash,error,group,text,run,at");
        foreach (var unit in units)
        {
            line(CsvText.Line(
                unit.Unit.Key, unit.State, Number(unit.Attempt), Number(unit.Rows), unit.Ledger?.Hash.ToString(), unit.Noted?.Category, Number(unit.Noted?.Group),
                unit.Noted?.Text, Number(unit.Noted?.Run), unit.Noted is { } noted ? ModelStatement.Text(noted.At) : null));
        }
    }

    private static void Members(Utf8JsonWriter json, ListedUnit unit)
    {
        json.WriteString("unit", unit.Unit.Key);
        json.WriteStartObject("values");
        foreach (var (name, value) in unit.Unit.Values)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteString("outcome", unit.State);
        json.WriteBoolean("runsAgain", unit.RunsAgain);
        json.WriteNumberOrNull("attempt", unit.Attempt);
        json.WriteNumberOrNull("rows", unit.Rows);
        json.WriteString("hash", unit.Ledger?.Hash.ToString());
        json.WriteString("error", unit.Noted?.Category);
        json.WriteNumberOrNull("group", unit.Noted?.Group);
        json.WriteString("text", unit.Noted?.Text is { } text ? PlainText.Of(text, 1_000) : null);
        json.WriteNumberOrNull("seconds", unit.Noted is { } noted ? noted.Milliseconds / 1000.0 : null);
        json.WriteNumberOrNull("run", unit.Noted?.Run);
        json.WriteString("at", unit.Noted is { } at ? ModelStatement.Text(at.At) : null);
    }

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
