using Akka.Actor;

namespace Akka.Persistence;

/// <content>The ways to register a handler of commands.</content>
public abstract partial class ReceivePersistentActor
{
    /// <summary>Handles commands of a type.</summary>
    /// <typeparam name="T">The type, a base type or an interface.</typeparam>
    /// <param name="handler">What to do.</param>
    /// <param name="shouldHandle">Which of them; null for all.</param>
    protected void Command<T>(Action<T> handler, Predicate<T>? shouldHandle = null) =>
        AddCommand(shouldHandle is null ? new TypeHandler<T>(handler) : new PredicateHandler<T>(handler, shouldHandle));

    /// <summary>Handles commands of a type.</summary>
    /// <typeparam name="T">The type, a base type or an interface.</typeparam>
    /// <param name="shouldHandle">Which of them.</param>
    /// <param name="handler">What to do.</param>
    protected void Command<T>(Predicate<T> shouldHandle, Action<T> handler) => Command(handler, shouldHandle);

    /// <summary>Handles commands of a type.</summary>
    /// <typeparam name="T">The type, a base type or an interface.</typeparam>
    /// <param name="handler">What to do; false passes the message on to the handlers after this one.</param>
    protected void Command<T>(Func<T, bool> handler) => AddCommand(new DecidingHandler<T>(handler));

    /// <summary>Handles commands of a type.</summary>
    /// <param name="messageType">The type.</param>
    /// <param name="handler">What to do.</param>
    /// <param name="shouldHandle">Which of them; null for all.</param>
    protected void Command(Type messageType, Action<object> handler, Predicate<object>? shouldHandle = null) =>
        AddCommand(new RuntimeTypeHandler(messageType, handler, shouldHandle));

    /// <summary>Handles all commands that no handler before wanted.</summary>
    /// <param name="handler">What to do.</param>
    protected void CommandAny(Action<object> handler) => Command(handler);

    /// <summary>Handles commands of a type; the mailbox waits until the task has ended.</summary>
    /// <typeparam name="T">The type, a base type or an interface.</typeparam>
    /// <param name="handler">What to do.</param>
    /// <param name="shouldHandle">Which of them; null for all.</param>
    protected void CommandAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null) =>
        Command(message => RunTask(() => handler(message)), shouldHandle);

    /// <summary>Handles commands of a type; the mailbox waits until the task has ended.</summary>
    /// <typeparam name="T">The type, a base type or an interface.</typeparam>
    /// <param name="shouldHandle">Which of them.</param>
    /// <param name="handler">What to do.</param>
    protected void CommandAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) => CommandAsync(handler, shouldHandle);

    /// <summary>Handles all commands that no handler before wanted; the mailbox waits until the task has ended.</summary>
    /// <param name="handler">What to do.</param>
    protected void CommandAnyAsync(Func<object, Task> handler) => CommandAsync(handler);
}
