using ActorBackfill.Engine;
using Akka.Configuration;

namespace ActorBackfill.Simulation.Tests.World;

/// <summary>Every dispatcher and mailbox, the clock and the journal are the simulation's.</summary>
internal static class SimulationConfig
{
    private const string Dispatcher =
        "{ type = \"ActorBackfill.Simulation.Tests.Kernel.SimulationDispatcherConfigurator, ActorBackfill.Simulation.Tests\", throughput = 1 }";

    public static Config Value { get; } = ConfigurationFactory.ParseString(
        $$"""
        akka.loggers = []
        akka.loglevel = OFF
        akka.stdout-loglevel = OFF
        akka.log-dead-letters = off
        akka.coordinated-shutdown.run-by-clr-shutdown-hook = off
        akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit"
        akka.actor.default-dispatcher = {{Dispatcher}}
        akka.actor.internal-dispatcher = {{Dispatcher}}
        akka.persistence.dispatchers.default-plugin-dispatcher = {{Dispatcher}}
        akka.persistence.dispatchers.default-replay-dispatcher = {{Dispatcher}}
        backfill.writer-dispatcher = {{Dispatcher}}
        akka.actor.default-mailbox.mailbox-type = "ActorBackfill.Simulation.Tests.Kernel.SimulationMailbox, ActorBackfill.Simulation.Tests"
        akka.actor.mailbox.unbounded-deque-based.mailbox-type = "ActorBackfill.Simulation.Tests.Kernel.SimulationDequeMailbox, ActorBackfill.Simulation.Tests"
        akka.persistence.journal.plugin = "simulation.journal"
        simulation.journal {
          class = "ActorBackfill.Simulation.Tests.Durable.SimulationJournal, ActorBackfill.Simulation.Tests"
          plugin-dispatcher = "akka.persistence.dispatchers.default-plugin-dispatcher"
        }
        """).WithFallback(EngineConfig.Default);
}
