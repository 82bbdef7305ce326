using System.Globalization;
using System.Text.RegularExpressions;

namespace ActorBackfill.Architecture.Tests.Systems;

/// <summary><c>docs/systems/README.md</c> holds the contract of the five systems; a line that nothing proves says why.</summary>
public sealed partial class SystemsPageTests
{
    // System and how many lines its contract has.
    private static readonly (string System, int Count)[] Contract = [("S0", 21), ("S1", 37), ("S2", 32), ("S3", 25), ("S4", 32), ("C", 10)];

    private static IReadOnlyList<SystemLine> Lines { get; } = SystemLine.Of(Repository.Read("docs/systems/README.md"));

    [Fact]
    public void Every_line_is_there_once_and_in_order() => Assert.Equal(
        Contract.SelectMany(c => Enumerable.Range(1, c.Count).Select(n => string.Create(CultureInfo.InvariantCulture, $"{c.System}-{n:00}"))),
        Lines.Select(line => line.Id));

    [Fact]
    public void Every_test_that_is_named_is_there() => Assert.Empty(
        from line in Lines
        from test in line.Tests
        where !TestMethods.Exists(test)
        select $"{line.Id}: there is no test {test}");

    [Fact]
    public void Every_test_of_the_rest_of_the_page_is_there() => Assert.All(
        Named().Matches(Repository.Read("docs/systems/README.md")).Select(named => named.Groups[1].Value),
        test => Assert.True(TestMethods.Exists(test), $"there is no test {test}"));

    [Fact]
    public void A_line_has_a_test_or_a_reason() => Assert.Empty(
        from line in Lines
        where line.Reason is null ? line.Tests.Count == 0 : line.Reason.Length < 10
        select line.Id);

    [Fact]
    public void A_page_is_read_as_it_is_written()
    {
        var lines = SystemLine.Of("""
            | S0-01 | a \| b | `ATests.B_c`, `CTests.D_e` |
            | C-02 | | differs: the ledger is ours |
            | S4-03 | what | `ATests.B_c`; open: the week |
            """);

        Assert.Equal(["S0-01", "C-02", "S4-03"], lines.Select(l => l.Id));
        Assert.Equal(["ATests.B_c", "CTests.D_e"], lines[0].Tests);
        Assert.Null(lines[0].Reason);
        Assert.Equal("the ledger is ours", lines[1].Reason);
        Assert.Equal((1, "the week"), (lines[2].Tests.Count, lines[2].Reason));
    }

    [GeneratedRegex(@"`(\w+Tests\.\w+)`")]
    private static partial Regex Named();
}
