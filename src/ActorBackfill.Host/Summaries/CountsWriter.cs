using System.Text.Json;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Summaries;

/// <summary>Writes counts and failures the same way in every command.</summary>
internal static class CountsWriter
{
    /// <summary>Gets counts in words; they add up to the plan: <c>21: 20 done, 1 empty</c>.</summary>
    /// <param name="units">The counts.</param>
    public static string Text(UnitCounts units)
    {
        long[] counts = [units.Done, units.Empty, units.Skipped, units.Failed, units.Quarantined, units.Open];
        string[] names = ["done", "empty", "skipped", "failed", "quarantined", "open"];
        var text = $"{Wording.Number(units.Total)}: {Wording.Number(units.Done)} done";
        for (var i = 1; i < counts.Length; i++)
        {
            text += counts[i] > 0 ? $", {Wording.Number(counts[i])} {names[i]}" : "";
        }

        return text;
    }

    /// <summary>Writes counts as the member <c>units</c>.</summary>
    public static void Write(Utf8JsonWriter json, UnitCounts units)
    {
        json.WriteStartObject("units");
        json.WriteNumber("total", units.Total);
        json.WriteNumber("done", units.Done);
        json.WriteNumber("empty", units.Empty);
        json.WriteNumber("skipped", units.Skipped);
        json.WriteNumber("failed", units.Failed);
        json.WriteNumber("quarantined", units.Quarantined);
        json.WriteNumber("open", units.Open);
        json.WriteEndObject();
    }

    /// <summary>Writes failures, or warnings, as a member.</summary>
    public static void Write(Utf8JsonWriter json, IEnumerable<FailureGroup> failures, string member = "failures") =>
        json.WriteObjects(member, failures, group => Members(json, group));

    /// <summary>Writes the members of one group of failures.</summary>
    public static void Members(Utf8JsonWriter json, FailureGroup group)
    {
        json.WriteString("category", group.Category);
        json.WriteString("text", PlainText.Of(group.Text));
        json.WriteNumber("count", group.Count);
        json.WriteString("sample", PlainText.Of(group.Sample));
        json.WriteString("sampleText", PlainText.Of(group.SampleText, 1_000));
    }

    /// <summary>Gets the lines of failures: the count, the category and the text of a kind, then one sample.</summary>
    public static IEnumerable<string> Lines(IEnumerable<FailureGroup> failures) => failures.SelectMany(group => (string[])
    [
        $"{Wording.Number(group.Count)} x {group.Category}: {PlainText.Of(group.Text, 300)}",
        $"    such as {PlainText.Of(group.Sample, 200)}: {PlainText.Of(group.SampleText, 300)}",
    ]);
}
