using System.Globalization;
using System.Text.Json;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Controlling;

/// <summary>Says what a run does now, and what was changed while it went on.</summary>
internal static class LiveText
{
    /// <summary>Gets the lines for people.</summary>
    /// <param name="live">What the run tells.</param>
    public static IEnumerable<string> Of(LiveStatus live)
    {
        var eta = (live.EtaLowSeconds, live.EtaHighSeconds) is ({ } low, { } high)
            ? $", {Wording.Duration(TimeSpan.FromSeconds(low))} to {Wording.Duration(TimeSpan.FromSeconds(high))} left"
            : "";
        yield return $"{Wording.Rate(live.UnitsPerSecond)} units/s{eta}, {Wording.Count(live.InFlight, "unit")} in flight, {Wording.Number(live.Uncommitted)} not committed";
        yield return Workers(live);
        if (live.WaitingFor is { } waiting)
        {
            yield return $"waits for {PlainText.Of(waiting, 300)}";
        }
    }

    /// <summary>Gets a change for people: <c>2026-01-05 10:00:00 UTC scale 20 by ann (uid 1000, pid 4242)</c>.</summary>
    /// <param name="change">The change.</param>
    public static string Of(LiveChange change) =>
        $"{Wording.Instant(change.At)} {PlainText.Of(change.Command, 20)}{(change.Value is { } value ? " " + PlainText.Of(value, 50) : "")} by {PlainText.Of(change.Who, 100)}";

    /// <summary>Writes what the run does as the member <c>live</c>.</summary>
    /// <param name="json">Where.</param>
    /// <param name="live">What the run tells.</param>
    public static void Write(Utf8JsonWriter json, LiveStatus live)
    {
        json.WriteStartObject("live");
        json.WriteNumber("workers", live.Workers);
        json.WriteNumber("draining", live.Draining);
        json.WriteBoolean("scalesItself", live.ScalesItself);
        json.WriteNumberOrNull("rate", live.Rate);
        json.WriteNumber("inFlight", live.InFlight);
        json.WriteNumber("uncommitted", live.Uncommitted);
        json.WriteNumber("unitsThisRun", live.UnitsThisRun);
        json.WriteNumber("unitsPerSecond", live.UnitsPerSecond);
        json.WriteNumber("requests", live.Requests);
        json.WriteNumberOrNull("etaLowSeconds", live.EtaLowSeconds);
        json.WriteNumberOrNull("etaHighSeconds", live.EtaHighSeconds);
        json.WriteString("waitingFor", live.WaitingFor is { } waiting ? PlainText.Of(waiting) : null);
        if (live.Detail is { } detail)
        {
            LiveDetailWriter.Write(json, detail, live.Limit);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes changes as the member <c>changes</c>.</summary>
    /// <param name="json">Where.</param>
    /// <param name="changes">The changes.</param>
    public static void Write(Utf8JsonWriter json, IEnumerable<LiveChange> changes)
    {
        json.WriteStartArray("changes");
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString("at", change.At);
            json.WriteString("who", change.Who);
            json.WriteString("command", change.Command);
            json.WriteString("value", change.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Workers(LiveStatus live)
    {
        var text = Wording.Count(live.Workers, "worker") + (live.ScalesItself ? " (auto)" : "");
        text += live.Draining > 0 ? $", {Wording.Number(live.Draining)} more end with what they hold" : "";
        return text + (live.Rate is { } rate ? string.Create(CultureInfo.InvariantCulture, $", at most {rate:0.######} requests/s") : "");
    }
}
