using System.Globalization;
using System.Text.Json;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Summaries;

/// <summary>Writes where the time of a run went the same way in every command.</summary>
internal static class WaitsWriter
{
    /// <summary>Gets the shares in words, largest first; they add up to 100 %: <c>budget 61.0 %, working 30.0 %, retries 9.0 %</c>.</summary>
    public static string Text(Waits waits) => waits.Shares() is { IsEmpty: false } shares
        ? string.Join(", ", shares.Select(s => string.Create(CultureInfo.InvariantCulture, $"{Name(s.Reason)} {s.Percent:0.0} %")))
        : "";

    /// <summary>Gets a line a share: percent, reason, what it means.</summary>
    public static IEnumerable<string> Lines(Waits waits) => waits.Shares().Select(s => string.Create(
        CultureInfo.InvariantCulture, $"{s.Percent,5:0.0} %  {Name(s.Reason),-13} {Wording.Duration(TimeSpan.FromSeconds(waits.Seconds[s.Reason])),-12} {Meaning(s.Reason)}"));

    /// <summary>Writes the shares as the member <c>waits</c>.</summary>
    public static void Write(Utf8JsonWriter json, Waits waits)
    {
        json.WriteStartObject("waits");
        json.WriteNumber("workerSeconds", Math.Round(waits.Total, 3));
        json.WriteStartArray("shares");
        foreach (var (reason, percent) in waits.Shares())
        {
            json.WriteStartObject();
            json.WriteString("reason", Code(reason));
            json.WriteNumber("percent", percent);
            json.WriteNumber("seconds", Math.Round(waits.Seconds[reason], 3));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write"/> wrote; null when the document has none.</summary>
    /// <param name="document">A document with the member <c>waits</c>.</param>
    public static Waits? Read(JsonElement document)
    {
        if (!document.TryGetProperty("waits", out var waits) || !waits.TryGetProperty("shares", out var shares))
        {
            return null;
        }

        var reasons = Enum.GetValues<WaitReason>().ToDictionary(Code, StringComparer.Ordinal);
        var seconds = Waits.None.Seconds.ToBuilder();
        foreach (var share in shares.EnumerateArray())
        {
            if (reasons.TryGetValue(share.GetProperty("reason").GetString() ?? "", out var reason))
            {
                seconds[reason] = share.GetProperty("seconds").GetDouble();
            }
        }

        return new Waits(seconds.ToImmutable());
    }

    private static string Code(WaitReason reason) => JsonNamingPolicy.KebabCaseLower.ConvertName(reason.ToString());

    private static string Name(WaitReason reason) => Code(reason).Replace('-', ' ');

    private static string Meaning(WaitReason reason) => reason switch
    {
        WaitReason.Working => "fetching, computing, handing over",
        WaitReason.Budget => "a request waited for its turn: rate, quota, concurrency",
        WaitReason.Closed => "the source had asked for quiet, or its breaker was open",
        WaitReason.Barrier => "the next wave waited for the last units of one",
        WaitReason.Retries => "all that was left was to be tried again later",
        WaitReason.Upstream => "all that was left waited for another job",
        WaitReason.Sink => "enough was handed over and not committed",
        WaitReason.Journal => "the journal took nothing",
        WaitReason.Paused => "somebody had paused the run",
        _ => "no unit was left to begin; others were still at work",
    };
}
