using Akka.Dispatch;

namespace Akka.Actor;

/// <content>The ways to register a handler.</content>
public abstract partial class ReceiveActor
{
    /// <summary>Handles messages of a type.</summary>
    /// <typeparam name="T">The type, a base type or an interface.</typeparam>
    /// <param name="handler">What to do.</param>
    /// <param name="shouldHandle">Which of them; null for all.</param>
    protected void Receive<T>(Action<T> handler, Predicate<T>? shouldHandle = null) =>
        Add(shouldHandle is null ? new TypeHandler<T>(handler) : new PredicateHandler<T>(handler, shouldHandle));

    /// <summary>Handles messages of a type.</summary>
    /// <typeparam name="T">The type, a base type or an interface.</typeparam>
    /// <param name="shouldHandle">Which of them.</param>
    /// <param name="handler">What to do.</param>
    protected void Receive<T>(Predicate<T> shouldHandle, Action<T> handler) => Receive(handler, shouldHandle);

    /// <summary>Handles messages of a type.</summary>
    /// <typeparam name="T">The type, a base type or an interface.</typeparam>
    /// <param name="handler">What to do; false passes the message on to the handlers after this one.</param>
    protected void Receive<T>(Func<T, bool> handler) => Add(new DecidingHandler<T>(handler));

    /// <summary>Handles messages of a type.</summary>
    /// <param name="messageType">The type.</param>
    /// <param name="handler">What to do.</param>
    /// <param name="shouldHandle">Which of them; null for all.</param>
    protected void Receive(Type messageType, Action<object> handler, Predicate<object>? shouldHandle = null) =>
        Add(new RuntimeTypeHandler(messageType, handler, shouldHandle));

    /// <summary>Handles messages of a type.</summary>
    /// <param name="messageType">The type.</param>
    /// <param name="shouldHandle">Which of them.</param>
    /// <param name="handler">What to do.</param>
    protected void Receive(Type messageType, Predicate<object> shouldHandle, Action<object> handler) =>
        Receive(messageType, handler, shouldHandle);

    /// <summary>Handles every message no handler before wanted.</summary>
    /// <param name="handler">What to do.</param>
    protected void ReceiveAny(Action<object> handler) => Receive(handler);

    /// <summary>Handles messages of a type; the mailbox waits until the task has ended.</summary>
    /// <typeparam name="T">The type, a base type or an interface.</typeparam>
    /// <param name="handler">What to do.</param>
    /// <param name="shouldHandle">Which of them; null for all.</param>
    protected void ReceiveAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null) =>
        Receive(message => ActorTaskScheduler.RunTask(() => handler(message)), shouldHandle);

    /// <summary>Handles messages of a type; the mailbox waits until the task has ended.</summary>
    /// <typeparam name="T">The type, a base type or an interface.</typeparam>
    /// <param name="shouldHandle">Which of them.</param>
    /// <param name="handler">What to do.</param>
    protected void ReceiveAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) => ReceiveAsync(handler, shouldHandle);

    /// <summary>Handles messages of a type; the mailbox waits until the task has ended.</summary>
    /// <param name="messageType">The type.</param>
    /// <param name="handler">What to do.</param>
    /// <param name="shouldHandle">Which of them; null for all.</param>
    protected void ReceiveAsync(Type messageType, Func<object, Task> handler, Predicate<object>? shouldHandle = null) =>
        Receive(messageType, message => ActorTaskScheduler.RunTask(() => handler(message)), shouldHandle);

    /// <summary>Handles every message no handler before wanted; the mailbox waits until the task has ended.</summary>
    /// <param name="handler">What to do.</param>
    protected void ReceiveAnyAsync(Func<object, Task> handler) => ReceiveAsync(handler);
}
