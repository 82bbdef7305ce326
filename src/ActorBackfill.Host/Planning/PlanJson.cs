using System.Text.Json;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Summaries;

namespace ActorBackfill.Host.Planning;

/// <summary>Writes a plan for programs.</summary>
internal static class PlanJson
{
    /// <summary>Gets the document.</summary>
    public static string Of(LoadedJob job, PlanOutlook outlook) => JsonText.Document(json =>
    {
        json.WriteNumber("v", 1);
        json.WriteString("job", job.Definition.Name);
        json.WriteString("identity", job.Definition.IdentityText);
        CountsWriter.Write(json, outlook.Units);
        json.WriteNumber("left", outlook.Left);
        if (outlook.Existing is { } existing)
        {
            json.WriteNumber("existing", existing);
        }

        json.WriteNumber("toRun", outlook.ToRun);
        json.WriteNumber("waves", outlook.Plan.WaveCount);
        json.WriteNumber("workers", job.Definition.Workers);
        json.WriteNumber("requests", outlook.Requests);
        json.WriteBoolean("requestsExact", !outlook.HasPages);
        if (outlook.AtLeast is { } time)
        {
            json.WriteNumber("secondsAtLimit", Math.Round(time.TotalSeconds, 3));
        }

        json.WriteNumber("requestsExpected", outlook.Estimate.Requests);
        if (outlook.Estimate.Time is { } expected)
        {
            json.WriteNumber("secondsExpected", Math.Round(expected.TotalSeconds, 3));
        }

        if (outlook.Estimate.Interval is { } interval)
        {
            json.WriteNumber("secondsLow", Math.Round(interval.Low.TotalSeconds, 3));
            json.WriteNumber("secondsHigh", Math.Round(interval.High.TotalSeconds, 3));
        }

        json.WriteString("basis", outlook.Estimate.Basis);
        json.WriteString("selection", job.Selection.ToString());
        json.WriteString("changed", outlook.Change is { IsChange: true } change ? change.ToString() : null);
        json.WriteBoolean("needsReplan", outlook.Change?.NeedsReplan ?? false);
        json.WriteString("fingerprint", outlook.Plan.Fingerprint);
        WriteDimensions(json, outlook.Plan);
        WriteUnits(json, "first", outlook.Plan, 0, Math.Min(PlanDocument.Shown, outlook.Plan.Count));
        WriteUnits(json, "last", outlook.Plan, Math.Max(0, outlook.Plan.Count - PlanDocument.Shown), outlook.Plan.Count);
        json.WriteString("sink", job.SinkPath);
        json.WriteString("journal", job.Paths.Journal);
    });

    private static void WriteDimensions(Utf8JsonWriter json, Plan plan)
    {
        json.WriteObjects("dimensions", plan.Dimensions, dimension =>
        {
            json.WriteString("name", dimension.Name);
            json.WriteNumber("count", dimension.Count);
            json.WriteString("first", dimension.ValueAt(0));
            json.WriteString("last", dimension.ValueAt(dimension.Count - 1));
            json.WriteBoolean("wave", dimension.IsWave);
            json.WriteString("description", dimension.Description);
        });
    }

    private static void WriteUnits(Utf8JsonWriter json, string name, Plan plan, long from, long to)
    {
        json.WriteStartArray(name);
        for (var index = from; index < to; index++)
        {
            json.WriteStringValue(plan.UnitAt(index).Key);
        }

        json.WriteEndArray();
    }
}
