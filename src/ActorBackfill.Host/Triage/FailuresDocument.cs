using System.Globalization;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Listing;
using ActorBackfill.Host.ReadModels;

namespace ActorBackfill.Host.Triage;

/// <summary>Writes failure groups in the four formats.</summary>
internal static class FailuresDocument
{
    /// <summary>Writes groups.</summary>
    /// <param name="model">The model they came from.</param>
    /// <param name="groups">The groups.</param>
    /// <param name="format">table, json, ndjson or csv.</param>
    /// <param name="retry">Gets the command that tries a group again.</param>
    /// <param name="terminal">The streams.</param>
    public static void Write(ReadModel model, IReadOnlyList<TriageGroup> groups, string format, Func<long, string> retry, Terminal terminal)
    {
        switch (format)
        {
            case "json": terminal.Line(Json(model, groups, retry)); break;
            case "ndjson": Lines(model, groups, retry, terminal); break;
            case "csv": Csv(groups, terminal); break;
            default: Table(model, groups, retry, terminal); break;
        }
    }

    /// <summary>Writes the members of a group.</summary>
    /// <param name="json">Where.</param>
    /// <param name="group">The group.</param>
    /// <param name="retry">Gets the command that tries it again.</param>
    public static void Members(System.Text.Json.Utf8JsonWriter json, TriageGroup group, Func<long, string> retry)
    {
        json.WriteNumber("group", group.Id);
        json.WriteString("category", group.Category);
        json.WriteString("text", PlainText.Of(group.Cause));
        json.WriteNumber("count", group.Count);
        json.WriteNumber("quarantined", group.Quarantined);
        json.WriteString("first", ModelStatement.Text(group.First));
        json.WriteString("last", ModelStatement.Text(group.Last));
        json.WriteString("sample", PlainText.Of(group.Sample));
        json.WriteString("sampleText", PlainText.Of(group.SampleText, 1_000));
        json.WriteBoolean("canRetry", RetryHints.CanHelp(group.Category));
        json.WriteString("hint", RetryHints.Of(group.Category));
        json.WriteString("retry", retry(group.Id));
    }

    private static void Table(ReadModel model, IReadOnlyList<TriageGroup> groups, Func<long, string> retry, Terminal terminal)
    {
        var units = groups.Sum(g => g.Count);
        terminal.Line(groups.Count == 0
            ? $"{model.Job.Definition.Name}: no unit has failed"
            : $"{model.Job.Definition.Name}: {Wording.Count(units, "unit")} failed, in {Wording.Count(groups.Count, "group")}");
        foreach (var group in groups)
        {
            var apart = group.Quarantined > 0 ? $", {Wording.Number(group.Quarantined)} quarantined" : "";
            terminal.Line();
            terminal.Line($"  #{group.Id.ToString(CultureInfo.InvariantCulture)}  {Wording.Number(group.Count)} x {group.Category}: {PlainText.Of(group.Cause, 300)}{apart}");
            terminal.Line($"      from {Wording.Instant(group.First)} to {Wording.Instant(group.Last)}");
            terminal.Line($"      such as {PlainText.Of(group.Sample, 200)}: {PlainText.Of(group.SampleText, 300)}");
            if (RetryHints.Of(group.Category) is { } hint)
            {
                terminal.Line($"      {hint}");
            }

            terminal.Line($"      {retry(group.Id)}");
        }
    }

    private static string Json(ReadModel model, IReadOnlyList<TriageGroup> groups, Func<long, string> retry) => JsonText.Document(json =>
    {
        json.WriteNumber("v", 1);
        json.WriteString("job", model.Job.Definition.Name);
        json.WriteNumber("seq", model.SequenceNr);
        json.WriteNumber("units", groups.Sum(g => g.Count));
        json.WriteStartArray("groups");
        foreach (var group in groups)
        {
            json.WriteStartObject();
            Members(json, group, retry);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void Lines(ReadModel model, IReadOnlyList<TriageGroup> groups, Func<long, string> retry, Terminal terminal)
    {
        foreach (var group in groups)
        {
            terminal.Line(JsonText.OneLine(json =>
            {
                json.WriteNumber("v", 1);
                json.WriteString("type", "failure-group");
                json.WriteNumber("seq", model.SequenceNr);
                Members(json, group, retry);
            }));
        }
    }

    private static void Csv(IReadOnlyList<TriageGroup> groups, Terminal terminal)
    {
        terminal.Line("group,category,text,count,quarantined,first,last,sample,sample_text");
        foreach (var group in groups)
        {
            terminal.Line(CsvText.Line(
                group.Id.ToString(CultureInfo.InvariantCulture), group.Category, group.Cause, group.Count.ToString(CultureInfo.InvariantCulture),
                group.Quarantined.ToString(CultureInfo.InvariantCulture), ModelStatement.Text(group.First), ModelStatement.Text(group.Last), group.Sample, group.SampleText));
        }
    }
}
