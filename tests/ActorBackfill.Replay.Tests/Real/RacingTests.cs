using System.IO.Compression;
using System.Text.Json;
using ActorBackfill.Replay.Definitions;
using ActorBackfill.Replay.Tests.Fixtures;
using CsvHelper;

namespace ActorBackfill.Replay.Tests.Real;

public sealed class RacingTests
{
    [SkippableFact]
    public async Task Each_day_of_Hong_Kong_has_as_many_results_as_the_oracle_counts()
    {
        var data = Repository.Data("hk_racing");
        await using var server = await StartAsync("hk.conf", data);
        using var client = new HttpClient { BaseAddress = server.BaseAddress };
        var days = 0;

        foreach (var day in Oracle(Path.Combine(data, "oracle", "day_counts.csv.gz"), "date", "result_rows_raw"))
        {
            days++;
            Assert.Equal(day, (day.Key, await TotalAsync(client, $"/results?date={day.Key}")));
            Assert.NotEqual(0, await TotalAsync(client, $"/dividends?date={day.Key}"));
        }

        Assert.True(days > 0, "no day in the oracle");
    }

    [SkippableFact]
    public async Task Runners_of_both_shapes_of_racecards_are_as_many_as_the_oracle_counts()
    {
        var data = Repository.Data("uk_racecards");
        await using var server = await StartAsync("uk.conf", data);
        using var client = new HttpClient { BaseAddress = server.BaseAddress };

        foreach (var day in Oracle(Path.Combine(data, "oracle", "day_counts.csv.gz"), "date", "runners"))
        {
            Assert.Equal(day, (day.Key, await TotalAsync(client, $"/runners?day={day.Key}")));
        }

        foreach (var kind in (string[])["jockey", "trainer", "owner"])
        {
            var counts = Oracle(Path.Combine(data, "oracle", $"{kind}_runner_counts.csv.gz"), $"{kind}_id", "runners").ToList();
            Assert.Equal(counts.Count, await TotalAsync(client, $"/{kind}s?_per_page=100000"));
            var (id, most) = counts.MaxBy(count => count.Rows);
            Assert.Equal(most, await TotalAsync(client, $"/runners?{kind}_id={id}"));
        }
    }

    private static Task<ReplayServer> StartAsync(string conf, string data) =>
        ReplayServer.StartAsync(ReplayDefinition.Load(Path.Combine(Repository.Root, "HOCON", "replay", conf), [$"data={data}"]), new ReplayOptions());

    private static IEnumerable<(string Key, int Rows)> Oracle(string file, string key, string rows)
    {
        using var plain = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var reader = CsvReader.Create(plain, new CsvReaderOptions { Separator = ',' }, leaveOpen: false);
        while (reader.Read())
        {
            yield return (reader.GetString(key), reader.Parse<int>(rows));
        }
    }

    private static async Task<int> TotalAsync(HttpClient client, string path)
    {
        using var document = JsonDocument.Parse(await client.GetByteArrayAsync(new Uri(path, UriKind.Relative)));
        return document.RootElement.GetProperty("total").GetInt32();
    }
}
