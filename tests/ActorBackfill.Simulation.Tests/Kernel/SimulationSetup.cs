using Akka.Actor;
using Akka.Actor.Setup;

namespace ActorBackfill.Simulation.Tests.Kernel;

/// <summary>Brings a simulated process to what Akka makes by name: dispatchers, mailboxes, the journal.</summary>
internal sealed class SimulationSetup(StepQueue steps, Action<IActorRef, object> onTold, Action<IActorRef, object> onTaken, object process) : Setup
{
    public StepQueue Steps => steps;

    /// <summary>Sees every message when it is put into a mailbox.</summary>
    public Action<IActorRef, object> OnTold => onTold;

    /// <summary>Sees every message when it is taken out to be handled.</summary>
    public Action<IActorRef, object> OnTaken => onTaken;

    /// <summary>The simulated process, for whoever knows its type.</summary>
    public object Process => process;
}
