using System.Globalization;
using ActorBackfill.Host.JobFiles;

namespace ActorBackfill.Host.CommandLine;

/// <summary>How many workers, or <c>auto</c>.</summary>
/// <param name="Count">From 1 to 1,024; null means as many as the source's limit can feed.</param>
public sealed record WorkersChoice(int? Count)
{
    /// <summary>What a text that <see cref="Parse"/> does not take is not.</summary>
    internal const string Form = "is neither a whole number from 1 to 1024 nor auto";

    /// <summary>Reads a choice; null when the text is none.</summary>
    /// <param name="text">A number or <c>auto</c>.</param>
    public static WorkersChoice? Parse(string text) => text == "auto" ? new WorkersChoice(Count: null)
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= JobFileContext.MaxWorkers
            ? new WorkersChoice(number)
            : null;
}
