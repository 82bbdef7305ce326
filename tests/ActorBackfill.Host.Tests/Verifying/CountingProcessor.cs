using ActorBackfill.Engine.Ports;
using Record = ActorBackfill.Domain.Rows.Record;

namespace ActorBackfill.Host.Tests.Verifying;

/// <summary>Numbers the units in the order they come, in a field that all workers share: right with one worker only.</summary>
internal sealed class CountingProcessor : IProcessor
{
    public const string Name = "counting";

    private static int _units;

    /// <summary>Makes one; a run begins at 1 again when its first worker gets its own.</summary>
    public static void Register(ProcessorRegistry processors) => processors.Add(Name, _ => new CountingProcessor());

    public ValueTask ProcessAsync(UnitContext unit, CancellationToken cancellation)
    {
        var number = Interlocked.Increment(ref _units) % 20;
        foreach (var item in unit.Items)
        {
            unit.Emit("rows", new Record { ["id"] = item.Value.GetProperty("id").GetString(), ["day"] = unit.Unit.Value("day"), ["value"] = number });
        }

        return ValueTask.CompletedTask;
    }
}
