using System.Collections.Concurrent;
using System.Text.Json;
using ActorBackfill.Domain.Items;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Engine.Tests.Fakes;

/// <summary>Gives one item a unit, unless the script says otherwise; notes who was asked for, and when.</summary>
internal sealed class ScriptedSource : ISource
{
    /// <summary>What happens on a fetch: key, number of that key's fetch from 1. Null means one item.</summary>
    public Func<PlanUnit, int, CancellationToken, ValueTask<FetchedUnit>>? Script { get; set; }

    public ConcurrentQueue<string> Fetched { get; } = [];

    public ConcurrentDictionary<string, int> Counts { get; } = new(StringComparer.Ordinal);

    public string Description => "script";

    public async ValueTask<FetchedUnit> FetchAsync(PlanUnit unit, IRequestGate gate, CancellationToken cancellation)
    {
        using var turn = await gate.EnterAsync(cancellation);
        Fetched.Enqueue(unit.Key);
        var count = Counts.AddOrUpdate(unit.Key, 1, (_, c) => c + 1);
        return Script is null ? OneItem(unit) : await Script(unit, count, cancellation);
    }

    public static FetchedUnit OneItem(PlanUnit unit) =>
        new([new Item(JsonSerializer.SerializeToElement(new { id = unit.Key, value = unit.Ordinal }))], 1, 10);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
