using System.Globalization;

namespace ActorBackfill.Replay.Faults;

/// <summary>One fault to inject: <c>KIND[:ARGUMENT]=RATE[,PATH]</c>.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Rate">How often.</param>
public sealed record FaultRule(FaultKind Kind, FaultRate Rate)
{
    /// <summary>Gets the HTTP status of a <see cref="FaultKind.Status"/>; 400 to 599, otherwise 0.</summary>
    public int Status { get; init; }

    /// <summary>Gets what the kind takes besides: a duration, seconds, or a literal Retry-After; null for its default.</summary>
    public string? Argument { get; init; }

    /// <summary>Gets the text that path and query must contain for the rule to look at a request; null for all.</summary>
    public string? Path { get; init; }

    /// <summary>Reads a fault as the command line has it.</summary>
    /// <param name="text">For example <c>500=0.1</c>, <c>429:3=first-1</c> or <c>truncate=0.05,/player_gamelogs</c>.</param>
    /// <param name="error">What is wrong with the text; empty when nothing is.</param>
    /// <returns>The rule; null when the text is none.</returns>
    public static FaultRule? Parse(string text, out string error)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            error = $"{text}: must be KIND=RATE or KIND=RATE,PATH";
            return null;
        }

        var kind = text[..equals].Split(':', 2);
        var rest = text[(equals + 1)..].Split(',', 2);
        if (FaultRate.Parse(rest[0]) is not { } rate)
        {
            error = $"{text}: the rate must be 0 to 1, first-N or every-N";
            return null;
        }

        var rule = Named(kind[0], rate) is { } named
            ? named with { Argument = kind.ElementAtOrDefault(1), Path = rest.ElementAtOrDefault(1) }
            : null;
        var complaint = rule is null ? $"no such fault; there are: {Names}" : FaultArgument.Complaint(rule.Kind, rule.Argument);
        error = complaint is null ? "" : $"{text}: {complaint}";
        return complaint is null ? rule : null;
    }

    private static string Names => "400 to 599, " + string.Join(", ", Enum.GetValues<FaultKind>().Skip(1).Select(NameOf));

    /// <summary>How the command line writes a kind.</summary>
    /// <param name="kind">Any kind but <see cref="FaultKind.Status"/>, which is written as a number.</param>
    /// <returns>The name in lower case with hyphens.</returns>
    public static string NameOf(FaultKind kind) =>
        string.Concat(kind.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    private static FaultRule? Named(string name, FaultRate rate)
    {
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            return status is >= 400 and <= 599 ? new FaultRule(FaultKind.Status, rate) { Status = status } : null;
        }

        var kind = Enum.GetValues<FaultKind>().Skip(1).Cast<FaultKind?>().FirstOrDefault(k => NameOf(k!.Value) == name);
        return kind is { } found ? new FaultRule(found, rate) : null;
    }
}
