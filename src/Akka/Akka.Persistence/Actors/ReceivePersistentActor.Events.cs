using Akka.Actor;

namespace Akka.Persistence;

/// <content>The ways to register a handler of events.</content>
public abstract partial class ReceivePersistentActor
{
    /// <summary>Handles events of a type.</summary>
    /// <typeparam name="T">The type, a base type or an interface.</typeparam>
    /// <param name="handler">What to do.</param>
    /// <param name="shouldHandle">Which of them; null for all.</param>
    protected void Recover<T>(Action<T> handler, Predicate<T>? shouldHandle = null) =>
        AddEvent(shouldHandle is null ? new TypeHandler<T>(handler) : new PredicateHandler<T>(handler, shouldHandle));

    /// <summary>Handles events of a type.</summary>
    /// <typeparam name="T">The type, a base type or an interface.</typeparam>
    /// <param name="shouldHandle">Which of them.</param>
    /// <param name="handler">What to do.</param>
    protected void Recover<T>(Predicate<T> shouldHandle, Action<T> handler) => Recover(handler, shouldHandle);

    /// <summary>Handles events of a type.</summary>
    /// <typeparam name="T">The type, a base type or an interface.</typeparam>
    /// <param name="handler">What to do; false passes the message on to the handlers after this one.</param>
    protected void Recover<T>(Func<T, bool> handler) => AddEvent(new DecidingHandler<T>(handler));

    /// <summary>Handles events of a type.</summary>
    /// <param name="messageType">The type.</param>
    /// <param name="handler">What to do.</param>
    /// <param name="shouldHandle">Which of them; null for all.</param>
    protected void Recover(Type messageType, Action<object> handler, Predicate<object>? shouldHandle = null) =>
        AddEvent(new RuntimeTypeHandler(messageType, handler, shouldHandle));

    /// <summary>Handles all events that no handler before wanted.</summary>
    /// <param name="handler">What to do.</param>
    protected void RecoverAny(Action<object> handler) => Recover(handler);
}
