using System.Collections.Immutable;
using System.Web;
using ActorBackfill.Connectors.Http;
using ActorBackfill.Connectors.Tests.Http.Fixtures;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Tests.Http.Batching;

public sealed class BatchLeaseTests
{
    [Fact]
    public async Task Units_of_a_lease_are_asked_for_in_one_request_and_their_items_told_apart()
    {
        await using var server = new ScriptedServer((path, _) => Reply.Json($$"""{"items":[{{string.Join(',', Asked(path).Where(a => a != "b").SelectMany(a => Items(a, 2)))}}]}"""));
        var fetched = await FetchAsync(server, ["a", "b", "c"]);

        Assert.Equal(["a,b,c"], server.Paths.Select(p => string.Join(',', Asked(p))));
        Assert.Equal([2, 0, 2], fetched.Select(f => f.Unit!.Items.Count));
        Assert.Equal(["a", "a"], fetched[0].Unit!.Items.Select(i => i.Value.GetProperty("apn").GetString()));
    }

    [Fact]
    public async Task A_bad_identifier_fails_alone_after_halves_down_to_it()
    {
        await using var server = new ScriptedServer((path, _) => Asked(path).Contains("bad") ? Reply.Status(400) : All(path));
        var fetched = await FetchAsync(server, ["a", "b", "c", "bad", "d", "e", "f", "g"]);

        Assert.Equal([1, 1, 1, 0, 1, 1, 1, 1], fetched.Select(f => f.Unit?.Items.Count ?? 0));
        Assert.Equal((FailureCategory.UnexpectedContent, false), (fetched[3].Error!.Category, fetched[3].Error!.IsShared));
        Assert.Equal(
            ["a,b,c,bad,d,e,f,g", "a,b,c,bad", "a,b", "c,bad", "c", "bad", "d,e,f,g"],
            server.Paths.Select(p => string.Join(',', Asked(p))));
    }

    [Fact]
    public async Task What_fails_in_passing_fails_whole_and_counts_once()
    {
        await using var server = new ScriptedServer((_, _) => Reply.Status(503));
        var fetched = await FetchAsync(server, ["a", "b", "c"]);

        Assert.Single(server.Paths);
        Assert.All(fetched, f => Assert.Equal((FailureCategory.Transient, true), (f.Error!.Category, f.Error.CanRetry)));
        Assert.Equal([false, true, true], fetched.Select(f => f.Error!.IsShared));
    }

    [Fact]
    public async Task What_fails_in_passing_again_is_split_too()
    {
        await using var server = new ScriptedServer((path, _) => Asked(path).Contains("c") ? Reply.Status(500) : All(path));
        var fetched = await FetchAsync(server, ["a", "b", "c"], isAgain: true);

        Assert.Equal([true, true, false], fetched.Select(f => f.Error is null));
    }

    [Fact]
    public async Task A_source_that_asks_to_wait_is_not_asked_in_halves()
    {
        await using var server = new ScriptedServer((_, _) => Reply.Status(429));
        var fetched = await FetchAsync(server, ["a", "b", "c", "d"], isAgain: true);

        Assert.Single(server.Paths);
        Assert.All(fetched, f => Assert.Equal(FailureCategory.RateLimited, f.Error!.Category));
    }

    [Fact]
    public async Task An_item_that_was_not_asked_for_is_lost_on_nobody()
    {
        await using var server = new ScriptedServer((_, _) => Reply.Json("""{"items":[{"apn":"z"}]}"""));
        var fetched = await FetchAsync(server, ["a"]);

        Assert.Contains("apn is 'z', which was not asked for", fetched[0].Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_with_the_separator_in_it_fails_alone_and_unasked()
    {
        await using var server = new ScriptedServer((path, _) => All(path));
        var fetched = await FetchAsync(server, ["a", "x,y", "b"]);

        Assert.Equal([true, false, true], fetched.Select(f => f.Error is null));
        Assert.Equal(["a,b"], server.Paths.Select(p => string.Join(',', Asked(p))));
    }

    [Fact]
    public async Task Units_that_differ_in_something_else_are_asked_for_apart()
    {
        await using var server = new ScriptedServer((path, _) => All(path));
        await using var source = new HttpSource(Definition(server) with { Path = "/{state}" }, ["apn", "state"], TimeProvider.System);
        PlanUnit[] units = [.. ((string, string)[])[("a", "VIC"), ("b", "NSW"), ("c", "VIC")] is var all ? all.Select((u, i) => Unit(i, u.Item1, ("state", u.Item2))) : []];
        var lease = source.Together(units, isAgain: false);
        foreach (var unit in units)
        {
            Assert.Single((await lease.FetchAsync(unit, new FakeGate(), CancellationToken.None)).Items);
        }

        Assert.Equal(["/VIC?apn=a%2Cc", "/NSW?apn=b"], server.Paths);
    }

    private static async Task<List<(FetchedUnit? Unit, BackfillException? Error)>> FetchAsync(ScriptedServer server, string[] apns, bool isAgain = false)
    {
        await using var source = new HttpSource(Definition(server), ["apn"], TimeProvider.System);
        PlanUnit[] units = [.. apns.Select((a, i) => Unit(i, a))];
        var lease = source.Together(units, isAgain);
        var fetched = new List<(FetchedUnit?, BackfillException?)>();
        foreach (var unit in units)
        {
            try
            {
                fetched.Add((await lease.FetchAsync(unit, new FakeGate(), CancellationToken.None), null));
            }
            catch (BackfillException e)
            {
                fetched.Add((null, e));
            }
        }

        return fetched;
    }

    private static HttpSourceDefinition Definition(ScriptedServer server) =>
        Fetching.Definition(server.Base) with { Path = "/properties", Batch = new BatchDefinition("apn", "apn", "apn", 50) };

    private static PlanUnit Unit(int index, string apn, params (string Name, string Value)[] others) =>
        new(index, index, $"apn={apn}", [new("apn", apn), .. others.Select(o => KeyValuePair.Create(o.Name, o.Value))]);

    private static string[] Asked(string path) => HttpUtility.ParseQueryString(path[path.IndexOf('?', StringComparison.Ordinal)..])["apn"]!.Split(',');

    private static Reply All(string path) => Reply.Json($$"""{"items":[{{string.Join(',', Asked(path).SelectMany(a => Items(a, 1)))}}]}""");

    private static IEnumerable<string> Items(string apn, int count) => Enumerable.Range(0, count).Select(i => $$"""{"apn":"{{apn}}","n":{{i}}}""");
}
