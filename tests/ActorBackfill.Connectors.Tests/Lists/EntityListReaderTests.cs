using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using ActorBackfill.Connectors.Lists;
using ActorBackfill.Connectors.Tests.Http.Fixtures;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Replay;
using ActorBackfill.Replay.Definitions;
using ActorBackfill.Replay.Faults;
using ActorBackfill.Replay.Files;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Connectors.Tests.Lists;

public sealed class EntityListReaderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lists-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("a.csv", "id", "id,name\n1,\"An,n\"\n2,\n\n1,Again\n")]
    [InlineData("a.ndjson", "id", "{\"id\":1,\"name\":\"An,n\"}\n\n{\"id\":\"2\"}\n{\"id\":1}")]
    [InlineData("a.jsonl.gz", "id", "{\"id\":1,\"name\":\"An,n\"}\n{\"id\":2}\n{\"id\":1}")]
    public async Task Files_hold_values_and_attributes(string name, string column, string text)
    {
        Write(name, text);
        var list = await ReadAsync(new FileEntities(name, column), "name");

        Assert.Equal(["1", "2"], list.Values.AsEnumerable());
        Assert.Equal(("An,n", "", 1L), (list.Attributes.ValueOf(0, "name"), list.Attributes.ValueOf(1, "name"), list.Duplicates));
    }

    [Fact]
    public async Task Plain_lines_are_values()
    {
        Write("a.txt", " x \r\ny\n\nx\n");
        var list = await ReadAsync(new FileEntities("a.txt", null));
        Assert.Equal(["x", "y"], list.Values.AsEnumerable());
    }

    [Theory]
    [InlineData("a.csv", "key", "id\n1\n", FailureCategory.SourceSchema, "has no column 'key'; it has id")]
    [InlineData("a.csv", "id", "id,b\n1\n", FailureCategory.InvalidData, "row 2 has 1 values, the header has 2")]
    [InlineData("a.csv", "id", "id,b\n ,2\n", FailureCategory.InvalidData, "row 2 has no value")]
    [InlineData("a.ndjson", "id", "{\"id\":[1]}\n", FailureCategory.InvalidData, "line 1 has no value")]
    public async Task What_is_wrong_with_a_file_is_named(string name, string column, string text, FailureCategory category, string message)
    {
        Write(name, text);
        var failure = await Assert.ThrowsAsync<BackfillException>(() => ReadAsync(new FileEntities(name, column)));
        Assert.Equal(category, failure.Category);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1_000)]
    public async Task Pages_of_a_query_follow_the_key(int pageSize)
    {
        Database("CREATE TABLE players(id TEXT, name TEXT); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) INSERT INTO players SELECT 'p' || (i % 50), 'n' || i FROM n");
        var list = await ReadAsync(new QueryEntities("a.db", "SELECT DISTINCT id, min(name) AS name FROM players GROUP BY id", "id", pageSize), "name");
        Assert.Equal((50, 50), (list.Values.Length, list.Values.Distinct(StringComparer.Ordinal).Count()));
        Assert.StartsWith("n", list.Attributes.ValueOf(0, "name"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT id FROM nowhere", "id", "no such table: nowhere")]
    [InlineData("SELECT id FROM players", "nr", "no such column")]
    public async Task A_query_that_cannot_be_answered_is_a_wrong_one(string sql, string key, string message)
    {
        Database("CREATE TABLE players(id TEXT)");
        var failure = await Assert.ThrowsAsync<BackfillException>(() => ReadAsync(new QueryEntities("a.db", sql, key)));
        Assert.Equal(FailureCategory.SourceSchema, failure.Category);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("500=0.4", 0)]
    public async Task S3_08_two_thousand_and_one_rows_are_three_pages_and_none_twice(string fault, int duplicates)
    {
        Write("people.csv", "id,name\n" + string.Concat(Enumerable.Range(1, 2_001).Select(i => $"{i},Zoë {i}\n")));
        var definition = new ReplayDefinition { Resources = [new FilesResource("people", [Path.Combine(_folder.FullName, "people.csv")], FileFormat.Csv)] };
        ImmutableArray<FaultRule> rules = fault.Length == 0 ? [] : [FaultRule.Parse(fault, out _)!];
        await using var server = await ReplayServer.StartAsync(definition, new ReplayOptions { Faults = rules });
        var source = Fetching.Definition(server.BaseAddress.ToString()) with
        {
            Path = "/people",
            Items = "items",
            Paging = new PagingDefinition.PageNumber("_page", 1, "pages", "total"),
            RequestTimeout = TimeSpan.FromSeconds(20),
        };

        var list = await ReadAsync(new HttpEntities(source, "id"), "name");

        Assert.Equal((2_001, "1", "Zoë 2001", (long)duplicates), (list.Values.Length, list.Values[0], list.Attributes.ValueOf(2_000, "name"), list.Duplicates));
    }

    [Fact]
    public void The_largest_of_an_attribute_comes_first_and_blanks_last()
    {
        var list = new EntityList(["a", "b", "c", "d", "e"], new EntityAttributes(["seen"], [["3", null, "20", "x", ""]]), 0, default);
        var dimension = list.ToDimension(Definition(new FileEntities("a", null), "seen") with { Priority = "seen" });
        Assert.Equal(["c", "a", "d", "b", "e"], dimension.Values.AsEnumerable());
        Assert.Equal("20", dimension.Attributes.ValueOf(0, "seen"));
    }

    private static EntityListDefinition Definition(EntityOrigin from, params string[] attributes) =>
        new("player", false, PlanOrder.Oldest, from) { Attributes = [.. attributes] };

    private Task<EntityList> ReadAsync(EntityOrigin from, params string[] attributes) => EntityListReader.ReadAsync(
        Definition(from, attributes),
        _folder.FullName,
        new RetryDefinition { MaxAttempts = 50, MinBackoff = TimeSpan.FromMilliseconds(1), MaxBackoff = TimeSpan.FromMilliseconds(2) },
        OpenGate.Instance,
        TimeProvider.System,
        CancellationToken.None);

    private void Write(string name, string text)
    {
        using var file = File.Create(Path.Combine(_folder.FullName, name));
        using Stream to = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        to.Write(Encoding.UTF8.GetBytes(text));
    }

    private void Database(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "a.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
