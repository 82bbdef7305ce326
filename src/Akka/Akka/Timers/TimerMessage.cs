using Akka.Event;

namespace Akka.Actor;

/// <summary>What a timer sends: it knows which timer, so that a late one can be told from a current one.</summary>
internal class TimerMessage(object key, object carried, ActorTimers owner) : INoSerializationVerificationNeeded, IDeadLetterSuppression
{
    public object Key { get; } = key;

    public object Carried { get; } = carried;

    /// <summary>Gives what it carries if the actor's current instance still runs this timer; else null.</summary>
    public object? Open(ActorBase? actor) =>
        actor is IWithTimers { Timers: ActorTimers timers } && ReferenceEquals(timers, owner) ? owner.Open(this) : null;

    public override string ToString() => $"TimerMsg(key={Key}, msg={Carried})";
}

/// <summary>A timer's message that does not restart the receive timeout.</summary>
internal sealed class QuietTimerMessage(object key, object carried, ActorTimers owner)
    : TimerMessage(key, carried, owner), INotInfluenceReceiveTimeout;
