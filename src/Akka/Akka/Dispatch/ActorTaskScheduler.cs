using Akka.Actor;
using Akka.Dispatch.SysMsg;

namespace Akka.Dispatch;

/// <summary>Runs the pieces of an asynchronous handler in its actor's turns; user messages wait until the handler has ended.</summary>
public class ActorTaskScheduler : TaskScheduler
{
    private readonly ActorCell _cell;
    private readonly object? _message;
    private readonly IActorRef? _sender;
    private bool _started;

    private ActorTaskScheduler(ActorCell cell, object? message, IActorRef? sender)
    {
        _cell = cell;
        _message = message;
        _sender = sender;
    }

    /// <summary>Runs an asynchronous piece of a handler.</summary>
    /// <param name="action">The piece.</param>
    public static void RunTask(Action action) => RunTask(() =>
    {
        action();
        return Task.CompletedTask;
    });

    /// <summary>Runs an asynchronous piece of a handler.</summary>
    /// <param name="asyncAction">The piece.</param>
    /// <exception cref="InvalidOperationException">It was called outside of an actor.</exception>
    public static void RunTask(Func<Task> asyncAction)
    {
        var cell = ActorCell.Current ?? throw new InvalidOperationException("RunTask must be called from an actor context.");
        var message = cell.CurrentMessage;
        var sender = cell.CurrentSender;
        var scheduler = new ActorTaskScheduler(cell, message, sender);
        cell.Dispatcher.Suspend(cell);
        var handler = Task.Factory.StartNew(asyncAction, CancellationToken.None, TaskCreationOptions.None, scheduler).Unwrap();
        _ = handler.ContinueWith(
            ended => cell.SendSystemMessage(new ActorTaskSchedulerMessage(() => Finish(cell, ended), message, sender)),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            Default);
    }

    /// <inheritdoc/>
    protected override IEnumerable<Task>? GetScheduledTasks() => null;

    /// <inheritdoc/>
    protected override void QueueTask(Task task)
    {
        // The first piece runs in the message's own turn, later ones come as system messages.
        if (!_started)
        {
            _started = true;
            TryExecuteTask(task);
            return;
        }

        _cell.SendSystemMessage(new ActorTaskSchedulerMessage(() => TryExecuteTask(task), _message, _sender));
    }

    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(ActorCell.Current, _cell) && TryExecuteTask(task);

    private static void Finish(ActorCell cell, Task ended)
    {
        cell.Dispatcher.Resume(cell);
        // Thrown in the actor's turn: its supervisor decides.
        ended.GetAwaiter().GetResult();
    }
}
