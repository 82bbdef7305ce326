using System.Collections.Immutable;
using System.Text;
using ActorBackfill.Connectors.Files;
using ActorBackfill.Connectors.Tests.Http.Fixtures;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Tests.Files;

public sealed class FilesSourceTests : IDisposable
{
    private static readonly ImmutableSortedDictionary<string, string> NoWhere = ImmutableSortedDictionary<string, string>.Empty;
    private static readonly ImmutableSortedDictionary<string, string> ByDate = NoWhere.Add("date", "{date}");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("files-source-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("a.csv", BodyFormat.Csv, null, "date,x\n2025-01-01,1\n2025-01-02,2\n")]
    [InlineData("a.csv", BodyFormat.Csv, null, "\uFEFFdate,x\r\n2025-01-01,1\r\n2025-01-02,2")]
    [InlineData("a.csv.gz", BodyFormat.Csv, null, "date,x\n2025-01-01,1\n2025-01-02,2\n")]
    [InlineData("a.ndjson", BodyFormat.Ndjson, null, "{\"x\":\"1\"}\n{\"x\":\"2\"}")]
    [InlineData("a.json", BodyFormat.Json, "items", "{\"items\":[{\"x\":\"1\"},{\"x\":\"2\"}]}")]
    [InlineData("a.json.gz", BodyFormat.Json, "items", "{\"items\":[{\"x\":\"1\"},{\"x\":\"2\"}]}")]
    public async Task A_file_of_each_format_is_read_plain_and_packed(string name, BodyFormat format, string? items, string text)
    {
        Write(name, text);
        var unit = await FetchAsync(Definition(name) with { Format = format, Items = items });
        Assert.Equal(["1", "2"], unit.Items.Select(i => i.Value.GetProperty("x").GetString()));
        Assert.Equal((0, (long)Encoding.UTF8.GetByteCount(text)), (unit.Requests, unit.SizeBytes));
    }

    [Fact]
    public async Task A_unit_fills_the_path_of_its_file()
    {
        Write("a_2025-01-02.csv", "x\n7\n");
        Assert.Equal("7", (await FetchAsync(Definition("a_{date}.csv"), "2025-01-02")).Items.Single().Value.GetProperty("x").GetString());
    }

    [Fact]
    public async Task A_missing_file_fails_the_unit_or_empties_it_as_the_job_says()
    {
        var definition = Definition("a_{date}.csv");
        var failure = await Assert.ThrowsAsync<BackfillException>(() => FetchAsync(definition, "2025-01-02"));
        Assert.Equal(FailureCategory.NotFound, failure.Category);
        Assert.Contains("a_2025-01-02.csv", failure.Message, StringComparison.Ordinal);
        Assert.Empty((await FetchAsync(definition with { MissingIsEmpty = true })).Items);
        Assert.Empty((await FetchAsync(Definition("*/nothing*.csv") with { MissingIsEmpty = true })).Items);
    }

    [Fact]
    public async Task A_pattern_finds_files_in_the_order_of_their_paths()
    {
        Write("s2/a_2.csv", "x\n2\n");
        Write("s1/a_1.csv", "x\n1\n");
        Write("s1/deep/er/a_3.csv", "x\n3\n");
        Write("s1/b_4.csv", "x\n4\n");
        Assert.Equal(["1", "2"], Values(await FetchAsync(Definition("s?/a_*.csv"))));
        Assert.Equal(["1", "3", "2"], Values(await FetchAsync(Definition("**/a_*.csv"))));
        Assert.Equal(["1", "3"], Values(await FetchAsync(Definition("s1/**/a_*.csv"))));
    }

    [Fact]
    public async Task A_value_is_literal_in_a_pattern()
    {
        Write("a_1*.csv", "x\n1\n");
        Write("a_12.csv", "x\n2\n");
        Assert.Equal(["1"], Values(await FetchAsync(Definition("a_{date}.cs?"), "1*")));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../x")]
    [InlineData("a/b")]
    public async Task A_value_does_not_lead_out_of_the_folder(string value) => Assert.Equal(
        FailureCategory.InvalidData,
        (await Assert.ThrowsAsync<BackfillException>(() => FetchAsync(Definition("{date}/a.csv"), value))).Category);

    [Fact]
    public async Task One_file_serves_many_units_and_is_read_once()
    {
        Write("all.csv", "date,team,x\n2025-01-01,a,1\n2025-01-02,b,2\n2025-01-01,b,3\n");
        await using var source = new FilesSource(Definition("all.csv") with { Where = ByDate }, ["date"]);
        var first = await FetchAsync(source, "2025-01-01");
        var second = await FetchAsync(source, "2025-01-02");
        Assert.Equal(["1", "3"], Values(first));
        Assert.Equal(["2"], Values(second));
        Assert.Empty((await FetchAsync(source, "2025-01-03")).Items);
        Assert.Equal(0, second.SizeBytes);
    }

    [Fact]
    public async Task A_file_that_changed_is_read_again()
    {
        var path = Write("all.csv", "date,x\n2025-01-01,1\n");
        await using var source = new FilesSource(Definition("all.csv") with { Where = ByDate }, ["date"]);
        Assert.Equal(["1"], Values(await FetchAsync(source, "2025-01-01")));
        Write("all.csv", "date,x\n2025-01-01,2\n");
        File.SetLastWriteTimeUtc(path, new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal(["2"], Values(await FetchAsync(source, "2025-01-01")));
    }

    [Fact]
    public async Task A_column_that_no_item_has_is_a_mistake_of_the_job()
    {
        Write("all.csv", "day,x\n2025-01-01,1\n");
        var failure = await Assert.ThrowsAsync<BackfillException>(() => FetchAsync(Definition("all.csv") with { Where = ByDate }));
        Assert.Equal(FailureCategory.SourceSchema, failure.Category);
    }

    [Fact]
    public async Task Rows_are_chosen_by_several_columns_and_numbers_by_their_text()
    {
        Write("all.ndjson", "{\"date\":\"d\",\"n\":5,\"x\":\"1\"}\n{\"date\":\"d\",\"n\":6,\"x\":\"2\"}\n{\"date\":\"d\",\"x\":\"3\"}\n");
        var unit = await FetchAsync(Definition("all.ndjson") with { Format = BodyFormat.Ndjson, Where = ByDate.Add("n", "5") }, "d");
        Assert.Equal(["1"], Values(unit));
    }

    [Fact]
    public async Task E61_A_packed_file_cut_at_any_byte_is_never_a_unit()
    {
        var packed = Reply.Gzip("x\n1\n2\n");
        for (var at = 0; at < packed.Length; at++)
        {
            File.WriteAllBytes(Path.Combine(_folder.FullName, "a.csv.gz"), packed[..at]);
            await Assert.ThrowsAsync<BackfillException>(() => FetchAsync(Definition("a.csv.gz")));
        }
    }

    [Fact]
    public async Task E62_A_file_over_its_cap_is_refused()
    {
        Write("a.csv", "x\n" + new string('1', 2000) + "\n");
        var failure = await Assert.ThrowsAsync<BackfillException>(() => FetchAsync(Definition("a.csv") with { Caps = new CapsDefinition(BodyBytes: 1000) }));
        Assert.Equal(FailureCategory.Oversize, failure.Category);
    }

    [Fact]
    public async Task E64_A_file_that_is_not_UTF_8_is_refused()
    {
        File.WriteAllBytes(Path.Combine(_folder.FullName, "a.csv"), [(byte)'x', (byte)'\n', 0xFC, (byte)'\n']);
        var failure = await Assert.ThrowsAsync<BackfillException>(() => FetchAsync(Definition("a.csv")));
        Assert.EndsWith("a.csv is not UTF-8 at byte 2", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workers_that_want_one_file_read_it_once()
    {
        Write("all.csv", "date,x\n" + string.Concat(Enumerable.Range(0, 1000).Select(i => $"d{i % 10},{i}\n")));
        await using var source = new FilesSource(Definition("all.csv") with { Where = ByDate }, ["date"]);
        var units = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => FetchAsync(source, $"d{i}"))));
        Assert.All(units, u => Assert.Equal(100, u.Items.Count));
        Assert.Single(units, u => u.SizeBytes > 0);
    }

    private static IEnumerable<string?> Values(FetchedUnit unit) => unit.Items.Select(i => i.Value.GetProperty("x").GetString());

    private static async Task<FetchedUnit> FetchAsync(FilesSourceDefinition definition, string date = "2025-01-01")
    {
        await using var source = new FilesSource(definition, ["date"]);
        return await FetchAsync(source, date);
    }

    private static async Task<FetchedUnit> FetchAsync(FilesSource source, string date) =>
        await source.FetchAsync(new PlanUnit(0, 0, "date", [new("date", date)]), new FakeGate(), CancellationToken.None);

    private FilesSourceDefinition Definition(string path) => new(
        Path.Combine(_folder.FullName, path), BodyFormat.Csv, NoWhere, MissingIsEmpty: false, null, new CapsDefinition());

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, name.EndsWith(".gz", StringComparison.Ordinal) ? Reply.Gzip(text) : Encoding.UTF8.GetBytes(text));
        return path;
    }
}
