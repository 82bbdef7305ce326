using System.Text.RegularExpressions;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>What a log entry must be like to be taken. What is null is not looked at.</summary>
internal sealed record EventMatch(
    Predicate<LogEvent> IsKind, string? Message = null, string? Start = null, string? Contains = null, Regex? Pattern = null, string? Source = null)
{
    public bool Matches(LogEvent entry)
    {
        if (!IsKind(entry) || (Source is not null && Source != entry.LogSource))
            return false;
        if (Message is null && Start is null && Contains is null && Pattern is null)
            return true;
        // An exception is known by its own text as well as by the entry's.
        return IsText(TextOf(entry)) || (entry.Cause is { } cause && IsText(cause.Message));
    }

    private static string TextOf(LogEvent entry) =>
        (entry.Message is DeadLetter letter ? letter.Message.ToString() : entry.Message.ToString()) ?? "";

    private bool IsText(string text) =>
        (Message is null || text == Message)
        && (Start is null || text.StartsWith(Start, StringComparison.Ordinal))
        && (Contains is null || text.Contains(Contains, StringComparison.Ordinal))
        && (Pattern is null || Pattern.IsMatch(text));
}
