using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Simulation.Tests.Checks;

namespace ActorBackfill.Simulation.Tests.World;

/// <summary>One seed from the first process to the last check.</summary>
internal sealed class SeedRun
{
    // A run of 60 units takes about 2,000 steps; whoever needs so many turns in circles.
    private const int MostSteps = 200_000;
    private const int MostRuns = 20;
    private const int StepsOfZombie = 60;

    private readonly SimulatedWorld _world;
    private readonly List<SimulatedProcess> _zombies = [];
    private TimeSpan _now;

    private SeedRun(long seed, SimulationOptions options) => _world = new SimulatedWorld(seed, options);

    /// <summary>Runs a seed.</summary>
    /// <exception cref="Violation">Something happened that must never happen.</exception>
    public static SimulatedWorld Run(long seed, SimulationOptions? options = null)
    {
        var simulation = new SeedRun(seed, options ?? new SimulationOptions());
        try
        {
            simulation.RunAll();
        }
        catch (Exception thrown) when (thrown is not Violation)
        {
            // On a thread of its own it would end the whole test run, and name no seed.
            throw simulation._world.Violation($"the simulation itself failed: {thrown}");
        }

        return simulation._world;
    }

    private void RunAll()
    {
        for (var crash = 0; crash < _world.Scenario.Crashes; crash++)
        {
            var steps = CrashAfter();
            RunOne(steps, RunKind.Of(_world.Chance, steps, _world.Scenario.Plan));
            if (_world.RestoreBackups())
            {
                // Nobody restores a file that a process still has open.
                _zombies.Clear();
            }
        }

        for (var run = 1; run <= MostRuns; run++)
        {
            var (process, result) = RunOne(MostSteps, RunKind.ToTheEnd(_world.Chance, _world.Scenario.Plan));
            if (result is null)
            {
                throw _world.Violation($"a run did not end within {MostSteps} steps; open: {process.Watch.Open}");
            }

            if (result.End == RunEnd.Finished && result.Refusal is null)
            {
                new EndState(process, result).Check();
                return;
            }

            // Faults may keep a run from its end: then somebody starts it again, at last in a friendlier world.
            if (run == 3)
            {
                _world.Faults.End();
            }
        }

        throw _world.Violation("no run finished even in a world without faults");
    }

    // Starts and early steps are as interesting as the rest together.
    private int CrashAfter() => _world.Chance.Is(0.4)
        ? _world.Chance.Between(1, 80)
        : _world.Chance.Between(1, 30 * (int)_world.Scenario.Plan.Count);

    private (SimulatedProcess Process, RunResult? Result) RunOne(int steps, RunKind kind)
    {
        var process = new SimulatedProcess(_world, _now);
        process.Start(kind);
        for (var step = 1; step <= steps && !process.Ended.IsCompleted && process.Watch.Found is null; step++)
        {
            foreach (var (_, command) in kind.Commands.Where(c => c.Step == step))
            {
                process.Command(command);
            }

            if (!process.DoOne())
            {
                throw _world.Violation($"nothing happens any more and the run has not ended; open: {process.Watch.Open}");
            }

            WakeZombie(process);
        }

        _now = process.Time.Elapsed;
        if (process.Watch.Found is { } violation)
        {
            throw violation;
        }

        return (process, End(process));
    }

    private RunResult? End(SimulatedProcess process)
    {
        if (process.Ended.IsFaulted)
        {
            throw _world.Violation($"the run crashed: {process.Ended.Exception!.InnerException}");
        }

        if (process.Ended.IsCompletedSuccessfully)
        {
            var result = process.Ended.Result;
            process.Note($"ended {result.End} {result.Refusal} {result.Message}");
            return result.End == RunEnd.FenceLost ? throw _world.Violation($"the only living run lost the fence: {result.Message}") : result;
        }

        process.Note("dies");

        // Who has not claimed the sink yet is kept out by the lock beside it, not by the fence.
        if (process.HasClaimed && _world.Chance.Is(_world.Faults.Rates.Zombie))
        {
            _zombies.Add(process);
        }
        else
        {
            process.IsDead = true;
        }

        return null;
    }

    // A frozen process goes on once another run has the sink: whatever it still does must change nothing.
    private void WakeZombie(SimulatedProcess living)
    {
        if (_zombies.Count == 0 || !living.HasClaimed || !_world.Chance.Is(0.02))
        {
            return;
        }

        var zombie = _zombies[^1];
        _zombies.RemoveAt(_zombies.Count - 1);
        zombie.Note("wakes up");
        if (living.Time.Elapsed > zombie.Time.Elapsed)
        {
            zombie.Time.Advance(living.Time.Elapsed - zombie.Time.Elapsed);
        }

        for (var i = 0; i < StepsOfZombie && zombie.DoOne(); i++)
        {
        }

        zombie.Note("dies");
        zombie.IsDead = true;
    }
}
