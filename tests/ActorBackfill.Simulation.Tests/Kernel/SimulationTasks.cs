namespace ActorBackfill.Simulation.Tests.Kernel;

/// <summary>Starts tasks as steps of a process.</summary>
internal sealed class SimulationTasks(StepQueue steps) : TaskScheduler
{
    protected override void QueueTask(Task task) => steps.Add(() => TryExecuteTask(task));

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task>? GetScheduledTasks() => null;
}

/// <summary>
/// Takes what follows an await as a step of a process. Set only around a call whose awaits would go on in the thread pool; steps themselves
/// run without it, so that tasks they complete go on at once, on the one thread there is.
/// </summary>
internal sealed class SimulationContext(StepQueue steps) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => steps.Add(() => d(state));

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Makes a call whose awaits come back as steps.</summary>
    public ValueTask<T> Call<T>(Func<ValueTask<T>> call)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            return call();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }
}
