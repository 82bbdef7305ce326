using ActorBackfill.Domain.Jobs;
using ActorBackfill.Engine.Ports;
using Akka.Actor;

namespace ActorBackfill.Engine.Limiting;

/// <summary>What a limit works with.</summary>
/// <param name="Limit">What the job says.</param>
/// <param name="Run">The run's id.</param>
/// <param name="Budget">The account that is shared with others; null: the run has its own, and nobody else hears of it.</param>
/// <param name="Time">The clock.</param>
/// <param name="Start">Starts what may block.</param>
/// <param name="Supervisor">Is told when the source is closed, and when it is open again.</param>
internal sealed record LimitParts(
    LimitDefinition Limit, string Run, IBudget? Budget, TimeProvider Time, Func<Func<Task<object>>, Task<object>> Start, IActorRef Supervisor);
