using ActorBackfill.Hocon;
using ActorBackfill.Host.JobFiles.Sources;

namespace ActorBackfill.Host.CommandLine;

/// <summary>How many requests a second, or <c>default</c>.</summary>
/// <param name="PerSecond">Above 0; null means as the job says.</param>
public sealed record RateChoice(double? PerSecond)
{
    /// <summary>Reads a choice; null when the text is none.</summary>
    /// <param name="text"><c>20/s</c>, <c>600/min</c> or <c>default</c>.</param>
    public static RateChoice? Parse(string text) => text == "default" ? new RateChoice(PerSecond: null)
        : HoconRate.TryParse(text, out var perSecond) && perSecond is > 0 and <= LimitReader.MaxRate ? new RateChoice(perSecond)
        : null;
}
