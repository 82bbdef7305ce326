using ActorBackfill.Replay.Definitions;
using ActorBackfill.Replay.Files;
using ActorBackfill.Replay.Tests.Fixtures;

namespace ActorBackfill.Replay.Tests.Files;

public sealed class ItemsTests
{
    private const string Envelope = """{"races":[{"id":1,"day":"d1","runners":[{"no":1},{"no":2}]},{"id":2,"runners":[]}],"total":2}""";
    private const string Nested = """{"GB":{"Kempton":{"12:20":{"id":3,"day":"d3","runners":[{"no":1,"sp":{"odds":2.50}}]}}}}""";

    [Fact]
    public async Task Items_are_found_in_documents_of_several_shapes_with_values_of_what_is_around_them()
    {
        await using var served = await Served.StartAsync(folder => [new FilesResource(
            "runners", [folder.Write("1.json", Envelope), folder.Write("2.json", Nested)], FileFormat.Json)
        {
            Items = ["races[*].runners[*]", "*.*.*.runners[*]"],
            Columns = [new PathColumn("race", "^.id"), new PathColumn("day", "^.day"), new PathColumn("odds", "sp.odds"), new PathColumn("total", "^^.total")],
        }]);

        Assert.Equal(
            """[{"race":1,"day":"d1","odds":"","total":2,"no":1},{"race":1,"day":"d1","odds":"","total":2,"no":2},"""
            + """{"race":3,"day":"d3","odds":2.50,"total":"","no":1,"sp":{"odds":2.50}}]""",
            (await served.GetAsync("/runners")).GetProperty("items").GetRawText());
        Assert.Equal(1, (await served.GetAsync("/runners?day=d3&odds__gt=2")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task One_item_of_a_document_is_one_row()
    {
        await using var served = await Served.StartAsync(folder => [new FilesResource(
            "a", [folder.Write("a.ndjson", "{\"k\":1,\"data\":{\"id\":\"7\"}}\n")], FileFormat.Ndjson) { Items = ["data"], Columns = [new PathColumn("k", "^.k")] }]);

        Assert.Equal("""[{"k":1,"id":"7"}]""", (await served.GetAsync("/a")).GetProperty("items").GetRawText());
    }

    [Theory]
    [InlineData("""{"x":1}""", "races[*]", "a.json: has nothing where items = races[*] begins")]
    [InlineData("""{"races":{"a":1}}""", "races[*]", "a.json: items = races[*]: [*] is looked for in an object without it")]
    [InlineData("""{"races":[{"id":1}]}""", "races[*].runners[*]", "a.json: items = races[*].runners[*]: runners is looked for in an object without it")]
    [InlineData("""{"races":[{"id":1},2]}""", "races[*]", "a.json, item 2: must be a JSON object, is Number")]
    [InlineData("""{"races":[{"id":1,"day":2}]}""", "races[*]", "a.json, item 1: has the column day already, which is added to it")]
    public async Task What_is_not_of_the_shape_is_told_with_file_and_path(string text, string items, string told)
    {
        var error = await Assert.ThrowsAsync<ReplayException>(() => Served.StartAsync(folder => [new FilesResource(
            "a", [folder.Write("a.json", text)], FileFormat.Json) { Items = [items], Columns = [new PathColumn("day", "^.day")] }]));

        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }
}
