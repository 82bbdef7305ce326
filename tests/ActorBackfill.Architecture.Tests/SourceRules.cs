using System.Text.RegularExpressions;

namespace ActorBackfill.Architecture.Tests;

/// <summary>What a line of source may not hold; each with its reason. Comment lines are not source.</summary>
internal static partial class SourceRules
{
    private static readonly (Regex Pattern, string Reason)[] Forbidden =
    [
        (AsyncVoid(), "async void: its exception ends the process"),
        (ReceiveAsync(), "an actor never awaits: PipeTo"),
        (EndlessAsk(), "an Ask without a time waits for ever"),
        (ActorSelection(), "references come by constructor, not by path"),
        (TransactionText(), "BeginTransaction, never SQL text: after a full disk the next statement would commit alone"),
    ];

    internal static IEnumerable<string> Violations(string file, string text) =>
        from line in Lines(text)
        from rule in Forbidden
        where rule.Pattern.IsMatch(line.Text)
        select $"{file}:{line.Number}: {rule.Reason}";

    /// <summary>Inside actors nobody asks: an answer that never comes would stop the whole conversation.</summary>
    internal static IEnumerable<string> Questions(string file, string text) =>
        from line in Lines(text)
        where Ask().IsMatch(line.Text)
        select $"{file}:{line.Number}: Ask between actors: tell, and handle the answer as a message";

    internal static IEnumerable<string> Conditionals(string file, string text) =>
        from line in Lines(text)
        where Conditional().IsMatch(line.Text)
        select $"{file}:{line.Number}: #if: one source for both providers";

    private static IEnumerable<(int Number, string Text)> Lines(string text) =>
        text.Split('\n').Select((line, index) => (index + 1, line)).Where(line => !line.line.TrimStart().StartsWith("//", StringComparison.Ordinal));

    [GeneratedRegex(@"\basync\s+void\b")]
    private static partial Regex AsyncVoid();

    [GeneratedRegex(@"\bReceiveAsync\s*<")]
    private static partial Regex ReceiveAsync();

    [GeneratedRegex(@"\.Ask\s*(<.+?>)?\s*\([^,]*\)\s*[;.)]")]
    private static partial Regex EndlessAsk();

    [GeneratedRegex(@"\.Ask\s*[<(]")]
    private static partial Regex Ask();

    [GeneratedRegex(@"\bActorSelection\b")]
    private static partial Regex ActorSelection();

    [GeneratedRegex(@"""\s*(BEGIN|COMMIT)\b")]
    private static partial Regex TransactionText();

    [GeneratedRegex(@"^\s*#\s*(if|elif)\b")]
    private static partial Regex Conditional();
}
