using Akka.Configuration;
using Akka.Dispatch;

namespace ActorBackfill.Simulation.Tests.Kernel;

/// <summary>Runs no mailbox by itself: each turn waits in the process' <see cref="StepQueue"/> until chance picks it.</summary>
internal sealed class SimulationDispatcher(MessageDispatcherConfigurator configurator, StepQueue steps) : MessageDispatcher(configurator)
{
    protected override void ExecuteTask(IRunnable run) => steps.Add(run);

    protected override void Shutdown()
    {
    }
}

/// <summary>Makes it: <c>type = "ActorBackfill.Simulation.Tests.Kernel.SimulationDispatcherConfigurator, ActorBackfill.Simulation.Tests"</c>.</summary>
internal sealed class SimulationDispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly SimulationDispatcher _dispatcher;

    public SimulationDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites) =>
        _dispatcher = new SimulationDispatcher(this, prerequisites.Settings.Setup.Get<SimulationSetup>().Value.Steps);

    public override MessageDispatcher Dispatcher() => _dispatcher;
}
