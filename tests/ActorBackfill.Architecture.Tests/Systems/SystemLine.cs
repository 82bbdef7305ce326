using System.Text.RegularExpressions;

namespace ActorBackfill.Architecture.Tests.Systems;

/// <summary>One line of the contract in <c>docs/systems/README.md</c>.</summary>
/// <param name="Id">System and number: <c>S2-15</c>.</param>
/// <param name="Tests">The tests it names, by class and method.</param>
/// <param name="Reason">Why the product does otherwise, or what is missing; null when the tests prove it.</param>
internal sealed partial record SystemLine(string Id, IReadOnlyList<string> Tests, string? Reason)
{
    /// <summary>Gets the lines of a page in its order.</summary>
    internal static IReadOnlyList<SystemLine> Of(string page) =>
        [.. page.Split('\n').Select(line => Row().Match(line)).Where(match => match.Success).Select(Read)];

    private static SystemLine Read(Match row)
    {
        var proof = row.Groups["proof"].Value;
        var reason = Otherwise().Match(proof);
        return new SystemLine(
            row.Groups["id"].Value,
            [.. Code().Matches(proof).Select(m => m.Groups[1].Value)],
            reason.Success ? reason.Groups["why"].Value.Trim() : null);
    }

    // The last column alone names tests; a bar inside of a cell is written \|.
    [GeneratedRegex(@"^\| (?<id>(?:S[0-9]|C)-[0-9]{2}) \|(?:\\\||[^|])*\|(?<proof>(?:\\\||[^|])*)\|\s*$")]
    private static partial Regex Row();

    [GeneratedRegex(@"`(\w+\.\w+_\w+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\b(?:differs|open):(?<why>.*)$")]
    private static partial Regex Otherwise();
}
