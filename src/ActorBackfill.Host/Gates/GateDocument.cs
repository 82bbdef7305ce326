using System.Globalization;
using ActorBackfill.Domain.Gates;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Gates;

/// <summary>Writes what a gate found, for people and for programs.</summary>
internal static class GateDocument
{
    private const int ShownGaps = 10;
    private const int ShownParts = 200;

    /// <summary>Writes the table: a line a part.</summary>
    public static void Write(GateOutcome outcome, Terminal terminal)
    {
        terminal.Line($"{PlainText.Of(outcome.Name)}: {(outcome.IsOpen ? "open" : "shut")}, at least {Percent(outcome.Rule.MinPercent)} of each is demanded");
        var shown = outcome.Parts.Length > ShownParts ? outcome.Parts.Where(p => !p.IsMet).Take(ShownParts).ToList() : [.. outcome.Parts];
        var width = Math.Clamp(shown.Select(p => p.Name.Length).DefaultIfEmpty(4).Max(), 4, 60);
        foreach (var part in shown)
        {
            terminal.Line(
                $"  {PlainText.Of(part.Name, 200).PadRight(width)}  {(part.IsMet ? "ok  " : "SHUT")} {Percent(part.Percent),8}  "
                + $"{Wording.Number(part.Covered)} of {Wording.Number(part.Expected)}, {Wording.Number(part.Missing)} missing{(part.Off > 0 ? $", {Wording.Number(part.Off)} with other rows than expected" : "")}");
        }

        if (outcome.Parts.Length > shown.Count)
        {
            terminal.Line($"  ... {Wording.Number(outcome.Parts.Length - shown.Count)} more");
        }

        foreach (var gap in outcome.Gaps.Take(ShownGaps))
        {
            terminal.Line("  gap  " + PlainText.Of(gap, 200));
        }

        if (outcome.GapCount > ShownGaps)
        {
            terminal.Line($"  ... {Wording.Number(outcome.GapCount - ShownGaps)} more gaps; --gaps FILE writes all of them");
        }
    }

    /// <summary>Gets the evidence.</summary>
    /// <param name="outcome">What was found.</param>
    /// <param name="at">When.</param>
    /// <param name="seq">The journal's last event that was counted; null for tables.</param>
    public static string Json(GateOutcome outcome, DateTimeOffset at, long? seq) => JsonText.Document(json =>
    {
        json.WriteNumber("v", 1);
        json.WriteString("gate", outcome.Name);
        json.WriteString("at", at.UtcDateTime);
        if (seq is { } known)
        {
            json.WriteNumber("seq", known);
        }

        json.WriteBoolean("open", outcome.IsOpen);
        json.WriteNumber("minPercent", outcome.Rule.MinPercent);
        json.WriteNumber("toleranceRows", outcome.Rule.ToleranceRows);
        json.WriteNumber("tolerancePercent", outcome.Rule.TolerancePercent);
        json.WriteNumber("expected", outcome.Parts.Sum(p => p.Expected));
        json.WriteNumber("covered", outcome.Parts.Sum(p => p.Covered));
        json.WriteNumber("missing", outcome.Parts.Sum(p => p.Missing));
        json.WriteNumber("off", outcome.Parts.Sum(p => p.Off));
        json.WriteStartArray("parts");
        foreach (var part in outcome.Parts)
        {
            Write(json, part);
        }

        json.WriteEndArray();
        json.WriteNumber("gapCount", outcome.GapCount);
        json.WriteTexts("gaps", outcome.Gaps.Take(1_000));
    });

    /// <summary>Gets the repair plan, as <c>--from-gaps</c> reads it.</summary>
    public static string Gaps(GateOutcome outcome) => JsonText.Document(json =>
    {
        json.WriteNumber("v", 1);
        json.WriteTexts("units", outcome.Gaps);
    });

    private static void Write(System.Text.Json.Utf8JsonWriter json, GateTally part)
    {
        json.WriteStartObject();
        json.WriteString("name", part.Name);
        json.WriteBoolean("open", part.IsMet);
        json.WriteNumber("percent", part.Percent);
        json.WriteNumber("expected", part.Expected);
        json.WriteNumber("covered", part.Covered);
        json.WriteNumber("missing", part.Missing);
        json.WriteNumber("off", part.Off);
        json.WriteEndObject();
    }

    private static string Percent(decimal percent) => percent.ToString("0.##", CultureInfo.InvariantCulture) + " %";
}
