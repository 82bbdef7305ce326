using ActorBackfill.Replay.Definitions;
using ActorBackfill.Replay.Files;
using ActorBackfill.Replay.Tests.Fixtures;

namespace ActorBackfill.Replay.Tests.Files;

public sealed class ArchiveTests
{
    private static readonly (string, string)[] Days =
    [
        ("2021/b_2021-01-02.csv", "id\n3\n"), ("2021/a_2021-01-02.csv", "\uFEFFid\n2\n"), ("2021/a_2021-01-01.csv", "id\n1\n"), ("readme.md", "x"),
    ];

    [Fact]
    public async Task Members_of_an_archive_are_files_in_the_order_of_their_names()
    {
        await using var served = await Served.StartAsync(folder =>
            [new FilesResource("a", [folder.WriteArchive("days.tar.gz", Days)], FileFormat.Csv) { Members = "2021/*.csv" }]);

        Assert.Equal(["1", "2", "3"], Served.Ids([await served.GetAsync("/a")]));
    }

    [Fact]
    public async Task A_files_name_gives_columns()
    {
        await using var served = await Served.StartAsync(folder =>
        [
            new FilesResource("csv", [folder.WriteArchive("days.tar.gz", Days)], FileFormat.Csv) { Members = "**_*.csv", NamePattern = "{year}/{kind}_{date}.csv" },
            new FilesResource("json", [folder.Write("x_7.json.gz", "[{\"id\":\"1\"}]")], FileFormat.Json) { NamePattern = "x_{n}.json.gz" },
        ]);

        Assert.Equal(["2", "3"], Served.Ids([await served.GetAsync("/csv?date=2021-01-02&year=2021")]));
        Assert.Equal("""[{"id":"2","year":"2021","kind":"a","date":"2021-01-02"}]""", (await served.GetAsync("/csv?id=2")).GetProperty("items").GetRawText());
        Assert.Equal("""[{"n":"7","id":"1"}]""", (await served.GetAsync("/json?n=7")).GetProperty("items").GetRawText());
    }

    [Fact]
    public async Task Documents_of_an_archive_stand_under_their_names()
    {
        await using var served = await Served.StartAsync(folder => [new FilesResource(
            "pages", [folder.WriteArchive("pages.tar.gz", ("a/1.html", "<p>é</p>"), ("a/2.html", "<p>2</p>"))], FileFormat.Document) { Status = 403 }]);

        using var answer = await served.Client.GetAsync(new Uri("/pages/1", UriKind.Relative));

        Assert.Equal((403, "text/html"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal("<p>é</p>", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("*.csv", null, "days.tar.gz: no member matches *.csv")]
    [InlineData("2021/*.csv", "{date}.txt", "days.tar.gz/2021/a_2021-01-01.csv: its name is not of the form {date}.txt, so it gives no date")]
    [InlineData("2021/*.csv", "a_{id}.csv", "days.tar.gz/2021/a_2021-01-01.csv: has the column id twice, and one is added to it")]
    [InlineData("readme.md", null, "days.tar.gz/readme.md: ")]
    public async Task What_is_wrong_with_a_member_is_told_with_its_name(string members, string? name, string told)
    {
        var error = await Assert.ThrowsAsync<ReplayException>(() => Served.StartAsync(folder => [new FilesResource(
            "a", [folder.WriteArchive("days.tar.gz", [.. Days, ("readme.md", "id,id\n")])], FileFormat.Csv) { Members = members, NamePattern = name }]));

        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_archive_stops_the_start_and_is_named()
    {
        var error = await Assert.ThrowsAsync<ReplayException>(() => Served.StartAsync(folder =>
            [new FilesResource("a", [folder.Write("days.tar.gz", "no archive, and long enough to be looked at" + new string('x', 1024))], FileFormat.Csv)]));

        Assert.Contains("days.tar.gz: ", error.Message, StringComparison.Ordinal);
    }
}
