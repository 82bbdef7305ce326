using System.Text;
using System.Text.Json;
using ActorBackfill.Replay.Definitions;
using ActorBackfill.Replay.Files;
using ActorBackfill.Replay.Tests.Fixtures;

namespace ActorBackfill.Replay.Tests.Files;

public sealed class FilesTests
{
    private const string Csv = "id,name,note\r\n1,\"Smith, \"\"Jo\"\"\",\r\n2,Zoë,\"two\nlines\"\r\n";
    private const string Ndjson = "{\"id\":1,\"deep\":{\"a\":[1.50,null]},\"name\":\"Zo\\u00eb\"}\n\n{\"id\":2,\"ok\":true}\r\n";

    [Theory]
    [InlineData("a.csv", false)]
    [InlineData("a.csv", true)]
    [InlineData("a.csv.gz", false)]
    [InlineData("a.csv.gz", true)]
    public async Task Csv_values_are_strings_and_a_blank_is_empty(string name, bool mark)
    {
        await using var served = await Served.StartAsync(folder => [new FilesResource("a", [folder.Write(name, Csv, mark)], FileFormat.Csv)]);

        var items = (await served.GetAsync("/a")).GetProperty("items");

        Assert.Equal("""[{"id":"1","name":"Smith, \"Jo\"","note":""},{"id":"2","name":"Zoë","note":"two\nlines"}]""", items.GetRawText());
    }

    [Theory]
    [InlineData("a.ndjson", false)]
    [InlineData("a.ndjson", true)]
    [InlineData("a.ndjson.gz", false)]
    public async Task Ndjson_objects_are_served_as_they_were_written(string name, bool mark)
    {
        await using var served = await Served.StartAsync(folder => [new FilesResource("a", [folder.Write(name, Ndjson, mark)], FileFormat.Ndjson)]);

        var items = (await served.GetAsync("/a")).GetProperty("items");

        Assert.Equal("""[{"id":1,"deep":{"a":[1.50,null]},"name":"Zo\u00eb"},{"id":2,"ok":true}]""", items.GetRawText());
    }

    [Theory]
    [InlineData("id=2", 1)]
    [InlineData("name=Zo%C3%AB", 1)]
    [InlineData("name=", 1)]
    [InlineData("ok=true", 1)]
    [InlineData("id__gt=0", 2)]
    public async Task Json_rows_are_filtered_by_their_properties(string query, int rows)
    {
        await using var served = await Served.StartAsync(folder => [new FilesResource("a", [folder.Write("a.ndjson", Ndjson)], FileFormat.Ndjson)]);

        Assert.Equal(rows, (await served.GetAsync("/a?" + query)).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Files_of_one_resource_follow_each_other_and_may_differ_in_columns()
    {
        await using var served = await Served.StartAsync(folder => [new FilesResource(
            "a", [folder.Write("1.csv", "id,old\n1,x\n"), folder.Write("2.csv", "new,id\ny,2\n")], FileFormat.Csv)]);

        var items = (await served.GetAsync("/a")).GetProperty("items");

        Assert.Equal("""[{"id":"1","old":"x"},{"id":"2","new":"y"}]""", items.GetRawText());
        Assert.Equal(["2"], Served.Ids([await served.GetAsync("/a?new=y")]));
    }

    [Fact]
    public async Task Json_arrays_and_objects_are_rows_of_one_table()
    {
        await using var served = await Served.StartAsync(folder => [new FilesResource(
            "a", [folder.Write("1.json", "[{\"id\":\"1\"},\n {\"id\":\"2\"}]"), folder.Write("2.json", "{\"id\":\"3\"}\n")], FileFormat.Json)]);

        Assert.Equal(["1", "2", "3"], Served.Ids(await served.PagesAsync("/a?_per_page=2")));
    }

    [Fact]
    public async Task Documents_are_served_byte_for_byte_under_their_names()
    {
        const string text = "{ \"any\" : [1,  2] }";
        await using var served = await Served.StartAsync(folder =>
        [
            new FilesResource("one", [folder.Write("one.json", text)], FileFormat.Document),
            new FilesResource("many", [folder.Write("a.json.gz", text), folder.Write("b.json", "{}")], FileFormat.Document),
        ]);

        Assert.Equal(text, await served.Client.GetStringAsync(new Uri("/one", UriKind.Relative)));
        Assert.Equal(text, await served.Client.GetStringAsync(new Uri("/many/a", UriKind.Relative)));
        Assert.Equal("{}", await served.Client.GetStringAsync(new Uri("/many/b", UriKind.Relative)));
    }

    [Fact]
    public async Task Rows_can_be_had_as_csv()
    {
        await using var served = await Served.StartAsync(folder => [new FilesResource("a", [folder.Write("a.csv", Csv)], FileFormat.Csv) { PerPage = 1 }]);

        using var answer = await served.Client.GetAsync(new Uri("/a?_format=csv", UriKind.Relative));

        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("id,name,note\r\n1,\"Smith, \"\"Jo\"\"\",\r\n", await answer.Content.ReadAsStringAsync());
        Assert.Equal("</a?_format=csv&_page=2>; rel=\"next\"", answer.Headers.GetValues("Link").Single());
        Assert.Equal("2", answer.Headers.GetValues("X-Total-Count").Single());
    }

    [Fact]
    public async Task Csv_of_json_rows_keeps_nested_values_as_json()
    {
        await using var served = await Served.StartAsync(folder => [new FilesResource("a", [folder.Write("a.ndjson", Ndjson)], FileFormat.Ndjson)]);

        var text = await served.Client.GetStringAsync(new Uri("/a?_format=csv", UriKind.Relative));

        Assert.Equal("id,deep,name,ok\r\n1,\"{\"\"a\"\":[1.50,null]}\",Zoë,\r\n2,,,true\r\n", text);
    }

    [Theory]
    [InlineData("a.csv", "id,id\n1,2\n", "twice")]
    [InlineData("a.csv", "id,name\n1\n", "a.csv")]
    [InlineData("a.csv", "", "header")]
    [InlineData("a.ndjson", "{\"id\":1}\n[2]\n", "a.ndjson:2")]
    [InlineData("a.ndjson", "{\"id\":1}\n{\"id\":\n", "a.ndjson:2")]
    [InlineData("a.json", "3", "must be a JSON object")]
    public async Task A_file_that_cannot_be_read_stops_the_start_and_is_named(string name, string text, string told)
    {
        var error = await Assert.ThrowsAsync<ReplayException>(() => Served.StartAsync(folder =>
            [new FilesResource("a", [folder.Write(name, text)], FilePattern.FormatOf(name)!.Value)]));

        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gzip_file_that_was_cut_short_stops_the_start()
    {
        var packed = DataFolder.Packed(Encoding.UTF8.GetBytes("id\n" + string.Join('\n', Enumerable.Range(0, 100_000))));

        var error = await Assert.ThrowsAsync<ReplayException>(() => Served.StartAsync(folder =>
            [new FilesResource("a", [folder.WriteAsIs("a.csv.gz", packed[..(packed.Length / 2)])], FileFormat.Csv)]));

        Assert.Contains("cut short", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_root_lists_what_is_served()
    {
        await using var served = await Served.PeopleAsync(3);

        var index = await served.GetAsync("/");

        Assert.Equal(
            """{"resources":[{"path":"/people","kind":"table","rows":3,"columns":["id","name","team","score"]}]}""",
            JsonSerializer.Serialize(index));
    }
}
