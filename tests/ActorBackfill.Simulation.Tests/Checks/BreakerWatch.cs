using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Checkpointing;
using ActorBackfill.Engine.Dispatching;
using ActorBackfill.Simulation.Tests.World;

namespace ActorBackfill.Simulation.Tests.Checks;

/// <summary>
/// Holds what is dealt and refused against the breakers that the journal is told of: nothing passes before <c>until</c>, one unit probes
/// the source, and a unit is refused only while its entity's breaker is open.
/// </summary>
internal sealed class BreakerWatch(SimulatedProcess process)
{
    private readonly Dictionary<string, BreakerOpened> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BreakerOpened> _last = new(StringComparer.Ordinal);

    // The supervisor deals and closes first and tells of breakers then, in the same turn: what it did is judged when the turn is over.
    private readonly List<Action> _doubts = [];

    private DateTimeOffset Now => process.Time.GetUtcNow();

    public void OnReady(CheckpointState state)
    {
        foreach (var breaker in state.Breakers.Where(b => !_last.ContainsKey(b.Key)))
        {
            (_open[breaker.Key], _last[breaker.Key]) = (breaker, breaker);
        }
    }

    public void OnFacts(RecordFacts facts)
    {
        foreach (var @event in facts.Events)
        {
            if (@event is BreakerOpened opened)
            {
                process.Note($"breaker {opened.Key} opens until {opened.Until:HH:mm:ss.fff}");
                (_open[opened.Key], _last[opened.Key]) = (opened, opened);
            }
            else if (@event is BreakerClosed closed)
            {
                process.Note($"breaker {closed.Key} closes");
                _open.Remove(closed.Key);
            }
        }
    }

    public void OnAssigned(AssignUnits assigned)
    {
        var now = Now;
        if (_open.TryGetValue(BreakerBook.Source, out var source))
        {
            _doubts.Add(() => MustBeClosed(
                BreakerBook.Source, source, source.Until > now || assigned.Units.Length > 1, $"{assigned.Units.Length} units were dealt at {now:HH:mm:ss.fff}"));
        }

        foreach (var index in assigned.Units.Select(u => u.Index))
        {
            if (KeyOf(index) is { } key && _open.TryGetValue(key, out var entity))
            {
                _doubts.Add(() => MustBeClosed(key, entity, entity.Until > now, $"{process.World.Scenario.Plan.UnitAt(index).Key} was dealt at {now:HH:mm:ss.fff}"));
            }
        }
    }

    public void OnClosing(ImmutableArray<ClosedUnit> units)
    {
        var now = Now;
        foreach (var unit in units.Where(u => u.Category == FailureCategory.BreakerOpen.Name()))
        {
            var index = process.World.Scenario.Plan.IndexOfOrdinal(unit.Ordinal);
            _doubts.Add(() => process.Watch.Check(
                KeyOf(index) is { } key && _last.TryGetValue(key, out var open) && unit.Text.Contains($"{open.Until:yyyy-MM-dd HH:mm:ss}Z", StringComparison.Ordinal),
                $"{process.World.Scenario.Plan.UnitAt(index).Key} was refused at {now:HH:mm:ss.fff} without an open breaker: {unit.Text}"));
        }
    }

    /// <summary>A turn is over.</summary>
    public void Judge()
    {
        _doubts.ForEach(d => d());
        _doubts.Clear();
    }

    private void MustBeClosed(string key, BreakerOpened breaker, bool isTooMuch, string otherwise) => process.Watch.Check(
        !isTooMuch || _open.GetValueOrDefault(key) != breaker, $"{otherwise} though the breaker of {key} is open until {breaker.Until:HH:mm:ss.fff}");

    private string? KeyOf(long index) => process.World.Scenario.Job.Breaker.Entity is { } entity
        ? $"{entity.Dimension}={process.World.Scenario.Plan.UnitAt(index).Value(entity.Dimension)}"
        : null;
}
