using System.Globalization;

namespace ActorBackfill.Architecture.Tests.Faults;

/// <summary><c>docs/faults.md</c> is the list of what can go wrong; a row that nothing shows is a promise without a test.</summary>
public sealed class FaultPageTests
{
    // Class, first and last number.
    private static readonly (char Class, int First, int Last)[] Classes = [('A', 1, 15), ('B', 16, 34), ('C', 35, 45), ('D', 46, 54), ('E', 55, 74), ('F', 75, 90)];

    private static IReadOnlyList<FaultRow> Rows { get; } = FaultPage.Rows(Repository.Read("docs/faults.md"));

    [Fact]
    public void Every_row_is_there_once_and_in_order() => Assert.Equal(
        Classes.SelectMany(c => Enumerable.Range(c.First, c.Last - c.First + 1).Select(n => c.Class + n.ToString(CultureInfo.InvariantCulture))),
        Rows.Select(row => row.Id));

    [Fact]
    public void Every_test_that_is_named_is_there() => Assert.Empty(
        from row in Rows
        from test in row.Tests
        where !TestMethods.Exists(test)
        select $"{row.Id}: there is no test {test}");

    [Fact]
    public void A_test_without_its_class_begins_with_the_rows_id() => Assert.Empty(
        from row in Rows
        from test in row.Tests
        where !test.Contains('.', StringComparison.Ordinal) && !test.Split('_').Contains(row.Id)
        select $"{row.Id}: {test} does not say so");

    [Fact]
    public void A_row_has_a_test_or_a_reason() => Assert.Empty(
        from row in Rows
        where row.IsPending || (row.Tests.Count == 0 && string.IsNullOrEmpty(row.Reason))
        select row.Id);

    [Fact]
    public void A_page_is_read_as_it_is_written()
    {
        var rows = FaultPage.Rows("""
            | A6 | SIGPIPE: `run \| head_1` | ends | `ATests.B_c` |
            | B18 | once | never | `B18_A_b`, `CTests.D_e`. Not injected: needs `a_tool`. |
            | B19 | | | pending |
            """);

        Assert.Equal(["A6", "B18", "B19"], rows.Select(r => r.Id));
        Assert.Equal(["ATests.B_c"], rows[0].Tests);
        Assert.StartsWith("needs", rows[1].Reason, StringComparison.Ordinal);
        Assert.True(rows[2].IsPending);
    }

    [Fact]
    public void Tests_are_found_in_their_sources() => Assert.Equal(
        ["SomeTests.A_b", "SomeTests.C_d"],
        TestMethods.In("public sealed class SomeTests\n{\n    [Fact]\n    public void A_b() => X();\n\n    [Theory]\n    [InlineData(1)]\n    public async Task C_d(int e)\n    {\n    }\n\n    public void No_test()\n"));
}
