using ActorBackfill.Simulation.Tests.World;

namespace ActorBackfill.Simulation.Tests;

public class SimulationTests
{
    [Fact]
    public void Seeds_run_to_their_end_without_a_violation() => Seeds.Pass(new SimulationOptions(), Seeds.Default(200));
}
