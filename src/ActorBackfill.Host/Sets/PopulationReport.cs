using System.Globalization;
using System.Text.Json;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Running;

namespace ActorBackfill.Host.Sets;

/// <summary>
/// The report of a set in the form that the original has: what each type had, and the sums. Processed is successful and failed; what was skipped
/// because its statistics were there is in neither.
/// </summary>
internal static class PopulationReport
{
    /// <summary>Gets the name of a report that is made now.</summary>
    /// <param name="at">The time, UTC.</param>
    public static string FileName(DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"statistics_population_report_{at.UtcDateTime:yyyyMMdd_HHmmss}.json");

    /// <summary>Gets the document.</summary>
    /// <param name="reports">What became of each type.</param>
    /// <param name="run">The flags.</param>
    /// <param name="at">The time, UTC.</param>
    public static string Text(IReadOnlyList<(string Name, RunReport Report)> reports, RunChoice run, DateTimeOffset at) =>
        JsonText.Document(json => Write(json, [.. reports.Select(r => (r.Name, TypeCounts.Of(r.Report)))], run, at));

    private static void Write(Utf8JsonWriter json, List<(string Name, TypeCounts Counts)> types, RunChoice run, DateTimeOffset at)
    {
        json.WriteString("timestamp", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture));
        json.WriteTexts("entity_types", types.Select(type => type.Name));
        json.WriteString("mode", "production");
        WriteOptions(json, run);
        json.WriteStartObject("statistics");
        types.ForEach(type => WriteType(json, type.Name, type.Counts));
        json.WriteEndObject();
        json.WriteStartObject("overall");
        json.WriteNumber("total_entities", types.Sum(type => type.Counts.Total));
        json.WriteNumber("total_processed", types.Sum(type => type.Counts.Processed));
        json.WriteNumber("total_successful", types.Sum(type => type.Counts.Successful));
        json.WriteNumber("total_failed", types.Sum(type => type.Counts.Failed));
        json.WriteNumber("duration", types.Sum(type => type.Counts.Duration));
        json.WriteEndObject();
    }

    private static void WriteOptions(Utf8JsonWriter json, RunChoice run)
    {
        json.WriteStartObject("options");
        json.WriteBoolean("skip_existing", run.Units.SkipsExisting);
        json.WriteBoolean("resume", !run.RunsAgain);
        json.WriteNumberOrNull("limit", run.Limit);
        json.WriteEndObject();
    }

    private static void WriteType(Utf8JsonWriter json, string name, TypeCounts counts)
    {
        json.WriteStartObject(name);
        json.WriteNumber("total", counts.Total);
        json.WriteNumber("processed", counts.Processed);
        json.WriteNumber("successful", counts.Successful);
        json.WriteNumber("failed", counts.Failed);
        json.WriteNumber("duration", counts.Duration);
        json.WriteNumber("rate", counts.Rate);
        json.WriteEndObject();
    }
}
