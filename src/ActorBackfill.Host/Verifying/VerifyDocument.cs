using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Summaries;

namespace ActorBackfill.Host.Verifying;

/// <summary>Writes a comparison of ledger and sink for people and for programs.</summary>
internal static class VerifyDocument
{
    // Units that differ, for people; programs get all that were named.
    private const int Shown = 20;

    /// <summary>Writes the comparison for people.</summary>
    public static void Write(LoadedJob job, SinkVerification found, Terminal terminal)
    {
        var verdict = found switch
        {
            { IsEqual: false } => $"{Wording.Count(found.DifferenceCount, "unit")} differ",
            { IsByUnit: false } => "counted; a table that was not created here cannot be compared by unit",
            _ => "ledger and sink are equal",
        };
        terminal.Line($"{job.Definition.Name}: {verdict}");
        new FactList()
            .Add("tables", found.Tables.Select(t => $"{t.Table}: {Text(t.Content)}"))
            .Add("sink", Text(found.Sink))
            .Add("ledger", $"{Wording.Count(found.Units, "unit")}, {Text(found.Ledger)}")
            .Add("differ", found.Differences.Take(Shown).Select(d => $"{PlainText.Of(d.Unit, 200)}: {d.Reason}"))
            .Add("", found.DifferenceCount > Shown ? [$"... and {Wording.Number(found.DifferenceCount - Shown)} more"] : [])
            .WriteTo(terminal);
    }

    /// <summary>Gets the comparison for programs: <c>rows</c> and <c>hash</c> of the sink, of each table and of the ledger.</summary>
    public static string Json(LoadedJob job, SinkVerification found) => JsonText.Document(json =>
    {
        json.WriteNumber("v", 1);
        json.WriteString("job", job.Definition.Name);
        json.WriteBoolean("equal", found.IsEqual);
        json.WriteBoolean("byUnit", found.IsByUnit);
        json.WriteNumber("rows", found.Sink.Rows);
        json.WriteString("hash", found.Sink.Hash.ToString());
        json.WriteStartObject("tables");
        foreach (var table in found.Tables)
        {
            json.WriteStartObject(table.Table);
            json.WriteNumber("rows", table.Content.Rows);
            json.WriteString("hash", table.Content.Hash.ToString());
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("ledger");
        json.WriteNumber("units", found.Units);
        json.WriteNumber("rows", found.Ledger.Rows);
        json.WriteString("hash", found.Ledger.Hash.ToString());
        json.WriteEndObject();
        json.WriteNumber("differing", found.DifferenceCount);
        json.WriteStartArray("differences");
        foreach (var difference in found.Differences)
        {
            json.WriteStartObject();
            json.WriteString("unit", difference.Unit);
            json.WriteString("reason", difference.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static string Text(ContentTotal content) => $"{Wording.Count(content.Rows, "row")}, {content.Hash}";
}
