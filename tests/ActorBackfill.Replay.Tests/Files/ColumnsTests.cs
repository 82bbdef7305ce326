using ActorBackfill.Replay.Definitions;
using ActorBackfill.Replay.Files;
using ActorBackfill.Replay.Tests.Fixtures;

namespace ActorBackfill.Replay.Tests.Files;

public sealed class ColumnsTests
{
    private const string Horses = "code,owner\nE1,Smith\nE2,\nE1,Miller\n";
    private const string Results = "id,horse\n1,Dancer (E1)\n2,Star (E2)\n3,Moon (E3)\n4,Sun\n";

    private static readonly ColumnDefinition[] Added =
    [
        new MatchColumn("code", "horse", @"\((E\d)\)"),
        new LookupColumn("owner", "code", "horses", "code", "owner") { Else = "(unknown)" },
    ];

    [Fact]
    public async Task A_column_is_part_of_another_or_looked_up_in_another_resource()
    {
        await using var served = await StartAsync(Horses, Results);

        Assert.Equal(
            """[{"id":"1","horse":"Dancer (E1)","code":"E1","owner":"Smith"},{"id":"2","horse":"Star (E2)","code":"E2","owner":"(unknown)"},"""
            + """{"id":"3","horse":"Moon (E3)","code":"E3","owner":"(unknown)"},{"id":"4","horse":"Sun","code":"","owner":"(unknown)"}]""",
            (await served.GetAsync("/results")).GetProperty("items").GetRawText());
        Assert.Equal(["1"], Served.Ids([await served.GetAsync("/results?owner=Smith")]));
    }

    [Theory]
    [InlineData("code\nE1\n", Results, "resources.results.columns.owner: horses has no column owner; there are: code")]
    [InlineData(Horses, "id\n1\n", "results.csv: has no column horse, of which resources.results.columns.code is made")]
    public async Task A_column_that_is_not_there_is_told_with_its_place(string horses, string results, string told)
    {
        var error = await Assert.ThrowsAsync<ReplayException>(() => StartAsync(horses, results));

        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_stand_below_the_path_by_a_column()
    {
        await using var served = await Served.StartAsync(folder => [new FilesResource("a", [folder.Write("a.csv", "id,k\n1,x\n2,y\n3,x\n")], FileFormat.Csv) { By = "k" }]);

        Assert.Equal(["1", "3"], Served.Ids([await served.GetAsync("/a/x")]));
        Assert.Equal(["3"], Served.Ids([await served.GetAsync("/a/x?id__gt=1")]));
        Assert.Equal(404, (int)(await served.Client.GetAsync(new Uri("/a/z", UriKind.Relative))).StatusCode);
    }

    private static Task<Served> StartAsync(string horses, string results) => Served.StartAsync(folder =>
    [
        new FilesResource("horses", [folder.Write("horses.csv", horses)], FileFormat.Csv),
        new FilesResource("results", [folder.Write("results.csv", results)], FileFormat.Csv) { Columns = [.. Added] },
    ]);
}
