namespace Akka.Actor;

/// <summary>Turns the end of a task into a message.</summary>
public static class PipeToSupport
{
    /// <summary>Sends a task's result, or <see cref="Status.Failure"/>, to an actor.</summary>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <param name="taskToPipe">The task.</param>
    /// <param name="recipient">Who gets the message.</param>
    /// <param name="sender">In whose name; null for nobody.</param>
    /// <param name="success">Makes the message from the result; null to send the result.</param>
    /// <param name="failure">Makes the message from the failure; null to send <see cref="Status.Failure"/>.</param>
    /// <returns>A task that ends when the message is sent.</returns>
    public static Task PipeTo<T>(
        this Task<T> taskToPipe,
        ICanTell recipient,
        IActorRef? sender = null,
        Func<T, object>? success = null,
        Func<Exception, object>? failure = null) => PipeTo(taskToPipe, recipient, false, sender, success, failure);

    /// <summary>Sends a task's result, or <see cref="Status.Failure"/>, to an actor.</summary>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <param name="taskToPipe">The task.</param>
    /// <param name="recipient">Who gets the message.</param>
    /// <param name="useConfigureAwait">Whether to go on in the caller's context.</param>
    /// <param name="sender">In whose name; null for nobody.</param>
    /// <param name="success">Makes the message from the result; null to send the result.</param>
    /// <param name="failure">Makes the message from the failure; null to send <see cref="Status.Failure"/>.</param>
    /// <returns>A task that ends when the message is sent.</returns>
    public static async Task PipeTo<T>(
        this Task<T> taskToPipe,
        ICanTell recipient,
        bool useConfigureAwait,
        IActorRef? sender = null,
        Func<T, object>? success = null,
        Func<Exception, object>? failure = null)
    {
        try
        {
            var result = await taskToPipe.ConfigureAwait(useConfigureAwait);
            recipient.Tell(success is null ? result! : success(result), sender);
        }
#pragma warning disable CA1031 // Where a task becomes a message, so does its failure.
        catch (Exception cause)
#pragma warning restore CA1031
        {
            recipient.Tell(MessageFor(cause, failure), sender);
        }
    }

    /// <summary>Sends a message when a task has ended.</summary>
    /// <param name="taskToPipe">The task.</param>
    /// <param name="recipient">Who gets the message.</param>
    /// <param name="sender">In whose name; null for nobody.</param>
    /// <param name="success">Makes the message; null to send none.</param>
    /// <param name="failure">Makes the message from the failure; null to send <see cref="Status.Failure"/>.</param>
    /// <returns>A task that ends when the message is sent.</returns>
    public static Task PipeTo(
        this Task taskToPipe,
        ICanTell recipient,
        IActorRef? sender = null,
        Func<object>? success = null,
        Func<Exception, object>? failure = null) => PipeTo(taskToPipe, recipient, false, sender, success, failure);

    /// <summary>Sends a message when a task has ended.</summary>
    /// <param name="taskToPipe">The task.</param>
    /// <param name="recipient">Who gets the message.</param>
    /// <param name="useConfigureAwait">Whether to go on in the caller's context.</param>
    /// <param name="sender">In whose name; null for nobody.</param>
    /// <param name="success">Makes the message; null to send none.</param>
    /// <param name="failure">Makes the message from the failure; null to send <see cref="Status.Failure"/>.</param>
    /// <returns>A task that ends when the message is sent.</returns>
    public static async Task PipeTo(
        this Task taskToPipe,
        ICanTell recipient,
        bool useConfigureAwait,
        IActorRef? sender = null,
        Func<object>? success = null,
        Func<Exception, object>? failure = null)
    {
        try
        {
            await taskToPipe.ConfigureAwait(useConfigureAwait);
            if (success is not null)
                recipient.Tell(success(), sender);
        }
#pragma warning disable CA1031 // Where a task becomes a message, so does its failure.
        catch (Exception cause)
#pragma warning restore CA1031
        {
            recipient.Tell(MessageFor(cause, failure), sender);
        }
    }

    /// <summary>Sends a task's result, or <see cref="Status.Failure"/>, to an actor.</summary>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <param name="taskToPipe">The task.</param>
    /// <param name="recipient">Who gets the message.</param>
    /// <param name="sender">In whose name; null for nobody.</param>
    /// <param name="success">Makes the message from the result; null to send the result.</param>
    /// <param name="failure">Makes the message from the failure; null to send <see cref="Status.Failure"/>.</param>
    /// <returns>A task that ends when the message is sent.</returns>
    public static Task PipeTo<T>(
        this ValueTask<T> taskToPipe,
        ICanTell recipient,
        IActorRef? sender = null,
        Func<T, object>? success = null,
        Func<Exception, object>? failure = null) => PipeTo(taskToPipe.AsTask(), recipient, false, sender, success, failure);

    /// <summary>Sends a message when a task has ended.</summary>
    /// <param name="taskToPipe">The task.</param>
    /// <param name="recipient">Who gets the message.</param>
    /// <param name="sender">In whose name; null for nobody.</param>
    /// <param name="success">Makes the message; null to send none.</param>
    /// <param name="failure">Makes the message from the failure; null to send <see cref="Status.Failure"/>.</param>
    /// <returns>A task that ends when the message is sent.</returns>
    public static Task PipeTo(
        this ValueTask taskToPipe,
        ICanTell recipient,
        IActorRef? sender = null,
        Func<object>? success = null,
        Func<Exception, object>? failure = null) => PipeTo(taskToPipe.AsTask(), recipient, false, sender, success, failure);

    private static object MessageFor(Exception cause, Func<Exception, object>? failure) =>
        failure is null ? new Status.Failure(cause, cause.Message) : failure(cause);
}
