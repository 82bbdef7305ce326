using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Engine.Controlling;

/// <summary>Whether a run is paused: changed by the supervisor, heeded by the tasks of its workers. Thread safe.</summary>
/// <param name="time">The run's working time; stands still during a pause.</param>
#pragma warning disable CA1001 // The token outlives the run in tasks that are left behind; without a timer there is nothing to free.
internal sealed class RunPause(WorkingTime time)
#pragma warning restore CA1001
{
    private readonly Lock _lock = new();
    private CancellationTokenSource _open = new();
    private TaskCompletionSource? _paused;
    private bool _isOver;

    /// <summary>Gets the time that passes while the run is not paused.</summary>
    public WorkingTime Time { get; } = time;

    /// <summary>Gets whether the run is paused.</summary>
    public bool IsPaused => Volatile.Read(ref _paused) is not null;

    /// <summary>Lets no request begin any more.</summary>
    public void Pause()
    {
        CancellationTokenSource closing;
        lock (_lock)
        {
            if (_paused is not null || _isOver)
            {
                return;
            }

            Time.Stop();
            _paused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            closing = _open;
        }

        closing.Cancel();
    }

    /// <summary>Lets requests begin again.</summary>
    public void Unpause()
    {
        TaskCompletionSource waiting;
        lock (_lock)
        {
            if (_paused is null)
            {
                return;
            }

            (waiting, _paused) = (_paused, null);
            _open = new CancellationTokenSource();
            Time.GoOn();
        }

        waiting.SetResult();
    }

    /// <summary>Ends the pause for good: the run is being stopped. Units that waited for it are cancelled, and run again on resume.</summary>
    public void End()
    {
        lock (_lock)
        {
            _isOver |= _paused is not null;
        }

        Unpause();
    }

    /// <summary>Waits until the run is not paused.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Cancelled when the run is paused next.</returns>
    /// <exception cref="BackfillException">The run was stopped while it was paused.</exception>
    public async ValueTask<CancellationToken> WhenOpenAsync(CancellationToken cancellation)
    {
        while (true)
        {
            Task waiting;
            lock (_lock)
            {
                if (_isOver)
                {
                    throw new BackfillException(FailureCategory.Cancelled, "The run was stopped while it was paused.");
                }

                if (_paused is null)
                {
                    return _open.Token;
                }

                waiting = _paused.Task;
            }

            await waiting.WaitAsync(cancellation);
        }
    }
}
