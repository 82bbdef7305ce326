using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Engine.Supervising;
using Akka.Actor;

namespace ActorBackfill.Engine.Working;

/// <summary>What all workers of a run share.</summary>
/// <param name="Job">The job.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Ports">Source, sink, processor and clock.</param>
/// <param name="Gate">Rate and concurrency of the source; shut while the run is paused.</param>
/// <param name="Working">The time that passes while the run is not paused.</param>
/// <param name="Supervisor">Deals units and hears how leases end.</param>
/// <param name="Committer">Takes results.</param>
internal sealed record WorkerParts(JobDefinition Job, Plan Plan, RunPorts Ports, IRequestGate Gate, TimeProvider Working, IActorRef Supervisor, IActorRef Committer);
