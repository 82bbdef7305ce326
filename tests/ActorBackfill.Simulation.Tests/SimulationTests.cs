using ActorBackfill.Simulation.Tests.World;
using Xunit.Abstractions;

namespace ActorBackfill.Simulation.Tests;

public class SimulationTests(ITestOutputHelper output)
{
    [Fact]
    public void Runs_that_crash_at_any_step_end_with_every_unit_once() => Seeds.Pass(new SimulationOptions(), Seeds.Chosen(300));

    /// <summary>About two minutes on two quiet cores.</summary>
    [Fact]
    [Trait("Category", "Soak")]
    public void Ten_thousand_seeds_show_no_violation() => Seeds.Pass(new SimulationOptions(), Seeds.Chosen(10_000));

    [Fact]
    public void Runs_are_paused_and_their_workers_let_go_in_some_seeds()
    {
        var told = Enumerable.Range(1, 20).SelectMany(seed => Seeds.Run(seed, new SimulationOptions(KeepsText: true)).Trace.Lines).ToList();

        Assert.All((string[])["PauseRun", "UnpauseRun", "LimitRun", "ScaleRun", "<- DrainWorker"], message => Assert.Contains(told, line => line.Contains(message, StringComparison.Ordinal)));
    }

    [Fact]
    public void Processors_hang_breakers_open_and_units_are_wanted_again_in_some_seeds()
    {
        var told = Enumerable.Range(1, 60).SelectMany(seed => Seeds.Run(seed, new SimulationOptions(KeepsText: true)).Trace.Lines).ToList();

        Assert.All(
            (string[])["ends late", "<- SlotLost", "breaker source opens", "breaker source closes", "breaker state=S", "Circuit breaker active until", "<- UnitsOpenedAgain"],
            what => Assert.Contains(told, line => line.Contains(what, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_same_seed_takes_the_same_steps()
    {
        foreach (var seed in Enumerable.Range(1, 20))
        {
            var (once, again) = (Seeds.Run(seed).Trace, Seeds.Run(seed).Trace);
            output.WriteLine($"seed {seed}: {once.Steps} steps, {once.Hash:x16}");

            Assert.Equal((once.Hash, once.Steps), (again.Hash, again.Steps));
        }
    }
}
