namespace ActorBackfill.Engine.Tests.Fakes;

/// <summary>The thread pool, and when nothing that was started there is still waiting for a thread or running on one.</summary>
internal sealed class WatchedTasks : TaskScheduler
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _idle = Completed();
    private int _busy;

    /// <summary>Gets a task that ends when all is idle; what waits for an answer is idle.</summary>
    public Task Idle
    {
        get
        {
            lock (_lock)
            {
                return _idle.Task;
            }
        }
    }

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override void QueueTask(Task task)
    {
        lock (_lock)
        {
            _idle = _busy++ == 0 ? new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) : _idle;
        }

        ThreadPool.UnsafeQueueUserWorkItem(_ => Run(task), null);
    }

    private static TaskCompletionSource Completed()
    {
        var completed = new TaskCompletionSource();
        completed.SetResult();
        return completed;
    }

    private void Run(Task task)
    {
        TryExecuteTask(task);
        lock (_lock)
        {
            if (--_busy == 0)
            {
                _idle.SetResult();
            }
        }
    }
}
