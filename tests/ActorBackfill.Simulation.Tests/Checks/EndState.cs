using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Simulation.Tests.World;

namespace ActorBackfill.Simulation.Tests.Checks;

/// <summary>What must be so when the last run has ended.</summary>
internal sealed class EndState(SimulatedProcess last, RunResult result)
{
    private readonly SimulatedWorld _world = last.World;

    public void Check()
    {
        var state = Replayed();
        var counts = PlanCounts.Count(_world.Scenario.Plan, state);
        Must(result.Progress.Units == counts, $"the run counted {result.Progress.Units}, the journal says {counts}");
        Must(counts.Open == 0 && counts.Total == _world.Scenario.Plan.Count, $"the counts do not add up: {counts}");
        Must(state.LastEnd == RunEnd.Finished, $"the journal says the run ended {state.LastEnd}");
        Must(state.N == _world.Sink.LastN && state.Chain == _world.Sink.Chain, $"journal at commit {state.N}, sink at {_world.Sink.LastN}");
        for (var index = 0; index < _world.Scenario.Plan.Count; index++)
        {
            CheckUnit(index, state);
        }

        CheckRows();
    }

    private CheckpointState Replayed()
    {
        var state = new CheckpointState();
        foreach (var e in _world.Journal.Events)
        {
            state.Apply((ICheckpointEvent)e.Payload);
        }

        return state;
    }

    private void CheckUnit(int index, CheckpointState state)
    {
        var unit = _world.Scenario.Plan.UnitAt(index);
        var outcome = state.OutcomeOf(unit.Ordinal);
        Must(
            (outcome?.IsInLedger() == true) == _world.Sink.Ledger.ContainsKey(unit.Key),
            $"{unit.Key} is {outcome} in the journal, and {(_world.Sink.Ledger.ContainsKey(unit.Key) ? "" : "not ")}in the ledger");
        if (outcome == UnitOutcome.Quarantined && WasParked(unit.Ordinal))
        {
            return;
        }

        if (outcome is UnitOutcome.Failed or UnitOutcome.Quarantined)
        {
            CheckFailed(index, unit.Key, state.ClosedUnitOf(unit.Ordinal)!);
            return;
        }

        var expected = _world.Natures[index].Kind switch
        {
            UnitKind.Rows => UnitOutcome.Done,
            UnitKind.Empty => UnitOutcome.Empty,
            UnitKind.Skipped => UnitOutcome.Skipped,
            _ => UnitOutcome.Failed,
        };
        Must(outcome == expected, $"{unit.Key} is {outcome}, not {expected}");
    }

    private bool WasParked(long ordinal) => _world.Journal.Events.Select(e => e.Payload).OfType<UnitsQuarantined>()
        .Any(parked => parked.Units.Chunk(2).Any(run => ordinal >= run[0] && ordinal < run[0] + run[1]));

    private void CheckFailed(int index, string key, ClosedUnit closed)
    {
        if (closed.Category == FailureCategory.BreakerOpen.Name())
        {
            Must(_world.Scenario.Job.Breaker.Entity is not null && closed.Outcome == UnitOutcome.Failed, $"{key} is {closed.Outcome} by a breaker that the job does not have");
            return;
        }

        var isHung = closed.Text.StartsWith("The attempt did not end", StringComparison.Ordinal);
        var canRetry = Enum.GetValues<FailureCategory>().Single(c => c.Name() == closed.Category).CanRetry();
        var most = _world.Scenario.Job.Retry.MaxAttempts;
        Must(!canRetry || isHung || closed.Attempt == most, $"{key} failed for good with attempt {closed.Attempt} of {most}: {closed.Category}: {closed.Text}");

        var isPoison = closed.FailedRuns >= _world.Scenario.Job.Quarantine.Runs;
        Must(isPoison == (closed.Outcome == UnitOutcome.Quarantined), $"{key} is {closed.Outcome} after it failed in {closed.FailedRuns} runs");
        if (isPoison && !last.Source.Attempts.ContainsKey(index))
        {
            // Set apart in a run before.
            return;
        }

        if (result.Progress.LostSlots > 0)
        {
            // What a lost slot had finished and not handed over is fetched again, and costs no attempt.
            return;
        }

        // A processor or a connection that cannot be made ends attempts before anything is fetched.
        var made = last.Source.Attempts.GetValueOrDefault(index);
        var allFetch = _world.Scenario.Rates is { Crashing: 0, Sink: 0 };
        Must(made <= closed.Attempt && (made == closed.Attempt || !allFetch), $"{key} failed for good after {made} attempts, the journal says {closed.Attempt}: {closed.Text}");
    }

    private void CheckRows()
    {
        var expected = _world.Sink.Ledger.Keys
            .SelectMany(k => _world.Natures[_world.Scenario.Plan.IndexOf(k)].ExpectedRows(_world.Scenario.Plan.UnitAt(_world.Scenario.Plan.IndexOf(k))))
            .Order(StringComparer.Ordinal);
        var actual = _world.Sink.Rows.Order(StringComparer.Ordinal).ToList();
        Must(expected.SequenceEqual(actual), $"{actual.Count} rows are in the sink and are not the expected ones");
    }

    private void Must(bool isSo, string otherwise)
    {
        if (!isSo)
        {
            throw _world.Violation($"at the end: {otherwise}");
        }
    }
}
