using System.Text.Json;
using static ActorBackfill.Host.Tests.Serving.ServeClient;

namespace ActorBackfill.Host.Tests.Serving;

/// <summary>Which sources a mode asks, and what it does when one of them fails.</summary>
public sealed class ServeModeTests : IDisposable
{
    private readonly PropertySource _source = new();

    [Fact]
    public async Task Intelligent_asks_the_API_first_and_looks_only_at_pages_that_it_lacks()
    {
        using var directory = new ServeDirectory(_source);
        _source.Knows = (kind, apn) => kind != "api" || apn == "123-45-001";
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);

        var id = await client.SubmitAsync(ServeClient.Identifiers(2), "INTELLIGENT", "COMPREHENSIVE_COLLECTION", parameters: new { collect_tax_data = true });
        var ended = await client.EndAsync(id);
        var results = (await client.ResultsAsync(id)).GetProperty("results");
        var (_, statistics) = await client.SendAsync(HttpMethod.Get, "/api/v1/statistics");

        Assert.Equal(2, Number(ended.GetProperty("progress"), "successful_items"));
        Assert.Equal((2, 3), (Number(statistics.GetProperty("api"), "requests"), Number(statistics.GetProperty("scraper"), "requests")));
        Assert.Equal(["api", "api"], _source.Asked.Take(2).Select(a => a.Kind));
        Assert.Equal(
            ["details 123-45-002", "tax 123-45-001", "tax 123-45-002"],
            _source.Asked.Skip(2).Select(a => $"{a.Kind} {a.Identifiers[0]}").Order(StringComparer.Ordinal));
        Assert.Equal(["api", "tax_data"], results[0].GetProperty("data").EnumerateObject().Select(d => d.Name));
        Assert.Equal(["api", "property_details", "tax_data"], results[1].GetProperty("data").EnumerateObject().Select(d => d.Name));
    }

    [Fact]
    public async Task Parallel_all_asks_API_and_pages_at_once_and_no_more_than_five_items_of_a_job()
    {
        using var directory = new ServeDirectory(_source);
        _source.Hold();
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);

        var id = await client.SubmitAsync(ServeClient.Identifiers(10), "PARALLEL_ALL");
        await _source.RequestsAsync(5);
        var kinds = _source.Asked.Select(a => a.Kind).Distinct().Order(StringComparer.Ordinal).ToList();
        _source.Release();
        await client.EndAsync(id);

        Assert.Equal(["api", "details"], kinds);
        Assert.Equal((5, 20), (_source.Peak, _source.Asked.Count));
    }

    [Fact]
    public async Task A_failing_page_is_null_with_its_error_and_the_others_go_on()
    {
        using var directory = new ServeDirectory(_source);
        _source.Status = (kind, apns, _) => kind == "tax" && apns[0] == "123-45-002" ? 400 : 200;
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);

        var id = await client.SubmitAsync(
            ServeClient.Identifiers(3), "SCRAPING_ONLY", "COMPREHENSIVE_COLLECTION", parameters: new { collect_tax_data = true, collect_sales_data = true, collect_documents = true });
        await client.EndAsync(id);
        var results = await client.ResultsAsync(id);

        var data = results.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("data")).ToList();
        Assert.All(data, d => Assert.Equal(["property_details", "tax_data", "sales_data", "documents"], d.EnumerateObject().Select(p => p.Name)));
        Assert.Equal([("tax_data", 1)], data.SelectMany((d, i) => d.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Null).Select(p => (p.Name, i))));
        var error = Assert.Single(results.GetProperty("errors").EnumerateArray());
        Assert.Equal(("123-45-002", "tax_data"), (error.GetProperty("identifier").GetString(), error.GetProperty("source").GetString()));
    }

    [Fact]
    public async Task Pages_stand_in_for_an_API_that_gives_up()
    {
        using var directory = new ServeDirectory(_source);
        _source.Status = (kind, _, _) => kind == "api" ? 401 : 200;
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);

        var ended = await client.EndAsync(await client.SubmitAsync(ServeClient.Identifiers(8), "INTELLIGENT"));
        var alone = await client.EndAsync(await client.SubmitAsync(ServeClient.Identifiers(8, "2-")));

        Assert.Equal(("completed", 8), (ended.GetProperty("status").GetString(), Number(ended.GetProperty("progress"), "successful_items")));
        Assert.StartsWith("api: ", ended.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("failed", alone.GetProperty("status").GetString());
    }

    public void Dispose() => _source.Dispose();
}
