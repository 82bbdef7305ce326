using System.Globalization;
using ActorBackfill.Hocon;

namespace ActorBackfill.Replay.Faults;

/// <summary>What stands behind the colon of a fault's kind.</summary>
internal static class FaultArgument
{
    /// <summary>A duration of at most a day; null when the text is none.</summary>
    public static TimeSpan? Duration(string text) =>
        HoconDuration.TryParse(text, out var duration) && duration >= TimeSpan.Zero && duration <= TimeSpan.FromDays(1) ? duration : null;

    /// <summary>Whole seconds, negative for the past; null when the text is none.</summary>
    public static int? Seconds(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;

    /// <summary>What is wrong with an argument; null when nothing is.</summary>
    public static string? Complaint(FaultKind kind, string? argument) => kind switch
    {
        _ when argument is null => null,
        FaultKind.Status or FaultKind.Redirect => null,
        FaultKind.Delay or FaultKind.Drip => Duration(argument) is null ? $"{argument} is no duration such as 500ms or 2s, up to a day" : null,
        FaultKind.RetryAfterDate => Seconds(argument) is null ? $"{argument} must be whole seconds" : null,
        _ => $"{FaultRule.NameOf(kind)} takes no argument",
    };
}
