using System.Collections.Immutable;
using ActorBackfill.Connectors.Http;
using ActorBackfill.Connectors.Http.Connecting;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Tests.Http.Fixtures;

/// <summary>Definitions, units and one-line fetches.</summary>
internal static class Fetching
{
    public static HttpSourceDefinition Definition(string address) => new(
        address,
        "/results/{date}",
        ImmutableSortedDictionary<string, string>.Empty,
        ImmutableSortedDictionary<string, string>.Empty,
        BodyFormat.Json,
        new PagingDefinition.None(),
        NotFoundIsEmpty: false,
        TimeSpan.FromSeconds(100),
        new LimitDefinition(),
        "items",
        new CapsDefinition());

    public static HttpSourceDefinition Csv(string address) => Definition(address) with { Format = BodyFormat.Csv, Items = null };

    public static PlanUnit Unit(string date = "2025-09-15") => new(0, 1, $"date={date}", [new("date", date)]);

    public static async Task<FetchedUnit> FetchAsync(
        this HttpSourceDefinition definition, IRequestGate? gate = null, TimeProvider? time = null, Network? network = null)
    {
        await using var source = new HttpSource(definition, ["date"], time ?? TimeProvider.System, network);
        return await source.FetchAsync(Unit(), gate ?? new FakeGate(), CancellationToken.None);
    }

    public static Task<BackfillException> FailureAsync(
        this HttpSourceDefinition definition, IRequestGate? gate = null, TimeProvider? time = null, Network? network = null) =>
        Assert.ThrowsAsync<BackfillException>(() => definition.FetchAsync(gate, time, network));

    /// <summary>Fetches one answer as the one page of a unit.</summary>
    public static async Task<FetchedUnit> FetchAsync(this Reply reply, Func<HttpSourceDefinition, HttpSourceDefinition>? with = null)
    {
        await using var server = new ScriptedServer(reply);
        return await (with ?? (d => d))(Definition(server.Base)).FetchAsync();
    }

    public static Task<BackfillException> FailureAsync(this Reply reply, Func<HttpSourceDefinition, HttpSourceDefinition>? with = null) =>
        Assert.ThrowsAsync<BackfillException>(() => reply.FetchAsync(with));
}
