using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Rows;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Bench;

/// <summary>A job whose units cost nothing but the engine: no request, one row of the same shape as the bare loop's.</summary>
internal static class NoOpJob
{
    public static JobDefinition Of(string sink, int units, int workers) => new()
    {
        Name = "bench",
        Dimensions = [new NumberDimensionDefinition("n", false, PlanOrder.Oldest, 1, units, 1)],
        Source = new FilesSourceDefinition("none", BodyFormat.Json, ImmutableSortedDictionary<string, string>.Empty, false, null, new CapsDefinition()),
        Sink = new SqliteSinkDefinition(sink,
        [
            new TableDefinition(
                "rows",
                [new("id", "id", ColumnType.Integer), new("value", "value", ColumnType.Integer), new("name", "name")],
                ["id"]),
        ]),
        Workers = workers,
    };

    /// <summary>Gives every unit nothing, at once; notes when the first was asked for.</summary>
    public sealed class Source : ISource
    {
        private long _first;

        public DateTimeOffset? First => Interlocked.Read(ref _first) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

        public string Description => "nothing";

        public ValueTask<FetchedUnit> FetchAsync(PlanUnit unit, IRequestGate gate, CancellationToken cancellation)
        {
            if (_first == 0)
            {
                Interlocked.CompareExchange(ref _first, DateTimeOffset.UtcNow.UtcTicks, 0);
            }

            return ValueTask.FromResult(FetchedUnit.Nothing);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    /// <summary>Emits one row a unit.</summary>
    public sealed class Processor : IProcessor
    {
        public ValueTask ProcessAsync(UnitContext unit, CancellationToken cancellation)
        {
            var id = long.Parse(unit.Unit.Value("n")!, System.Globalization.CultureInfo.InvariantCulture);
            unit.Emit("rows", new Record { ["id"] = id, ["value"] = id * 7, ["name"] = unit.Unit.Key });
            return ValueTask.CompletedTask;
        }
    }
}
