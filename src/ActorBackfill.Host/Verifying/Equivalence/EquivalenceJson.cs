using System.Text.Json;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Summaries;

namespace ActorBackfill.Host.Verifying.Equivalence;

/// <summary>Writes a proof for programs.</summary>
internal static class EquivalenceJson
{
    /// <summary>Gets the document.</summary>
    public static string Of(EquivalenceReport report) => JsonText.Document(json =>
    {
        json.WriteNumber("v", 1);
        json.WriteString("job", report.Job);
        json.WriteBoolean("equivalent", report.IsEquivalent);
        json.WriteBoolean("proven", report is { IsEquivalent: true, HasUnproven: false });
        json.WriteNumber("exit", report.ExitCode);
        json.WriteNumber("units", report.Pairs[0].Content.Units);
        json.WriteNumber("rows", report.Content.Rows);
        json.WriteString("hash", report.Content.Hash.ToString());
        json.WriteNumber("speedup", Math.Round(report.Speedup, 3));
        json.WriteStartArray("runs");
        Write(json, report.Reference, report.Content);
        foreach (var pair in report.Pairs)
        {
            Write(json, pair.Run, pair.Content.Right);
        }

        json.WriteEndArray();
        json.WriteStartArray("comparisons");
        foreach (var pair in report.Pairs)
        {
            Write(json, pair);
        }

        json.WriteEndArray();
        json.WriteString("kept", report.Kept);
        json.WriteString("next", report.Next);
    });

    private static void Write(Utf8JsonWriter json, EquivalenceRun run, ContentTotal content)
    {
        json.WriteStartObject();
        json.WriteNumber("workers", run.Workers);
        CountsWriter.Write(json, run.Report.Progress.Units);
        json.WriteNumber("rows", content.Rows);
        json.WriteString("hash", content.Hash.ToString());
        json.WriteNumber("seconds", Math.Round(run.Elapsed.TotalSeconds, 3));
        json.WriteNumber("cpuSeconds", Math.Round(run.Cpu.TotalSeconds, 3));
        json.WriteNumber("requests", run.Report.Progress.Requests);
        json.WriteNumber("retries", run.Report.Progress.Retries);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, EquivalencePair pair)
    {
        json.WriteStartObject();
        json.WriteNumber("workers", pair.Run.Workers);
        json.WriteBoolean("equal", pair.IsEqual);
        json.WriteStartObject("tables");
        foreach (var table in pair.Content.Tables)
        {
            json.WriteStartObject(table.Table);
            json.WriteNumber("rows", table.Left.Rows);
            json.WriteNumber("otherRows", table.Right.Rows);
            json.WriteString("hash", table.Left.Hash.ToString());
            json.WriteString("otherHash", table.Right.Hash.ToString());
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteNumber("unitsWithOtherRows", pair.Content.ChangedUnits);
        json.WriteNumber("unitsOfOneRun", pair.Content.LonelyCount);
        Write(json, "unitsThatDiffer", pair.Units.Differ);
        Write(json, "unitsUnproven", pair.Units.Unproven);
        json.WriteNumber("differing", pair.Content.RowCount);
        json.WriteStartArray("differences");
        foreach (var row in pair.Content.Rows)
        {
            Write(json, row);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<UnitEnds> units)
    {
        json.WriteStartArray(name);
        foreach (var unit in units)
        {
            json.WriteStartObject();
            json.WriteString("unit", unit.Unit);
            json.WriteString("first", PlainText.Of(unit.Left, 1_000));
            json.WriteString("other", PlainText.Of(unit.Right, 1_000));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, RowDifference row)
    {
        json.WriteStartObject();
        json.WriteString("table", row.Table);
        json.WriteString("key", PlainText.Of(row.Key));
        json.WriteString("kind", row.IsOnlyLeft ? "only-first" : row.IsOnlyRight ? "only-other" : "changed");
        json.WriteStartArray("columns");
        foreach (var (column, left, right) in row.Columns)
        {
            json.WriteStartObject();
            json.WriteString("column", column);
            json.WriteString("first", left is null ? null : PlainText.Of(left));
            json.WriteString("other", right is null ? null : PlainText.Of(right));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
