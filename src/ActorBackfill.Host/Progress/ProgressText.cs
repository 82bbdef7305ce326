using ActorBackfill.Domain.Progress;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Progress;

/// <summary>Says a progress in words: <c>2,520/21,000 units, 41.2/s, ETA 7 min 10 s - 8 min 05 s, 12 in flight, 3 failed</c>.</summary>
internal static class ProgressText
{
    /// <summary>Gets the units that have an outcome.</summary>
    public static long Ended(RunProgress progress) => progress.Units.Total - progress.Units.Open;

    /// <summary>Gets the words.</summary>
    /// <param name="progress">The progress.</param>
    public static string Of(RunProgress progress)
    {
        var units = progress.Units;
        var parts = new List<string> { $"{Wording.Number(Ended(progress))}/{Wording.Number(units.Total)} units" };
        if (progress.UnitsPerSecond > 0)
        {
            parts.Add($"{Wording.Rate(progress.UnitsPerSecond)}/s");
        }

        if (units.Open > 0 && progress.Eta is { } eta)
        {
            parts.Add("ETA " + Wording.Interval(eta.Low, eta.High));
        }

        if (progress.Wave.Count > 1)
        {
            parts.Add($"wave {Wording.Number(Math.Min(progress.Wave.Current + 1, progress.Wave.Count))}/{Wording.Number(progress.Wave.Count)}");
        }

        AddCount(parts, progress.InFlight, "in flight");
        AddCount(parts, progress.Retries, "retried");
        AddCount(parts, units.Failed, "failed");
        AddCount(parts, units.Quarantined, "quarantined");
        AddCount(parts, progress.LostSlots, progress.LostSlots == 1 ? "slot lost" : "slots lost");
        if ((progress.WaitingFor ?? progress.HeldBy) is { } reason)
        {
            parts.Add("waiting: " + PlainText.Of(reason, 200));
        }

        return string.Join(", ", parts);
    }

    private static void AddCount(List<string> parts, long count, string what)
    {
        if (count > 0)
        {
            parts.Add($"{Wording.Number(count)} {what}");
        }
    }
}
