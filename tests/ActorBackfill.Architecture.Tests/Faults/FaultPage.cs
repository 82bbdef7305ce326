using System.Text.RegularExpressions;

namespace ActorBackfill.Architecture.Tests.Faults;

/// <summary>One row of <c>docs/faults.md</c>.</summary>
/// <param name="Id">Class and number: <c>E55</c>.</param>
/// <param name="Tests">The tests it names, by method, or by class and method.</param>
/// <param name="Reason">Why it is not injected, or null.</param>
/// <param name="IsPending">Whether nothing shows it yet.</param>
internal sealed record FaultRow(string Id, IReadOnlyList<string> Tests, string? Reason, bool IsPending);

/// <summary>Reads <c>docs/faults.md</c>.</summary>
internal static partial class FaultPage
{
    private const string NotInjected = "Not injected: ";

    /// <summary>Gets the rows in the page's order.</summary>
    internal static IReadOnlyList<FaultRow> Rows(string page) =>
        [.. page.Split('\n').Select(line => Row().Match(line)).Where(match => match.Success).Select(Read)];

    private static FaultRow Read(Match row)
    {
        var shown = row.Groups["shown"].Value;
        var at = shown.IndexOf(NotInjected, StringComparison.Ordinal);
        return new FaultRow(
            row.Groups["id"].Value,
            [.. Code().Matches(shown).Select(m => m.Groups[1].Value)],
            at < 0 ? null : shown[(at + NotInjected.Length)..].Trim(),
            shown.Contains("pending", StringComparison.Ordinal));
    }

    // The last column alone names tests; a bar inside of a cell is written \|.
    [GeneratedRegex(@"^\| (?<id>[A-F][0-9]+) \|(?:\\\||[^|])*\|(?:\\\||[^|])*\|(?<shown>(?:\\\||[^|])*)\|\s*$")]
    private static partial Regex Row();

    [GeneratedRegex(@"`([A-Za-z0-9.]*[A-Za-z0-9]+_\w+)`")]
    private static partial Regex Code();
}
