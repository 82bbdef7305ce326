namespace Akka.Actor;

/// <summary>Whom an Ask is answered to: the first answer ends the task. It gets a path only when someone looks at it.</summary>
/// <typeparam name="T">The answer's type.</typeparam>
public class FutureActorRef<T> : MinimalActorRef
{
    private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IActorRefProvider _provider;
    private readonly ITimer? _timer;
    private readonly CancellationTokenRegistration _cancellation;
    private ActorPath? _path;

    internal FutureActorRef(IActorRefProvider provider, TimeSpan timeout, CancellationToken cancellationToken)
    {
        _provider = provider;
        if (timeout > TimeSpan.Zero && timeout != Timeout.InfiniteTimeSpan)
        {
            TimeoutAfter = timeout;
            // Real time even where a test's scheduler stands still.
            _timer = TimeProvider.System.CreateTimer(
                static state => ((FutureActorRef<T>)state!).TimedOut(), this, timeout, Timeout.InfiniteTimeSpan);
        }

        if (cancellationToken.CanBeCanceled)
            _cancellation = cancellationToken.Register(static state => ((FutureActorRef<T>)state!).Cancelled(), this);
        // An answer or the timeout may have come while the fields above were set.
        if (_result.Task.IsCompleted)
            LetGo();
    }

    /// <summary>Gets the answer.</summary>
    public Task<T> Result => _result.Task;

    /// <inheritdoc/>
    public override ActorPath Path => Volatile.Read(ref _path) ?? Register();

    /// <inheritdoc/>
    public override IInternalActorRef Parent => _provider.TempContainer;

    /// <inheritdoc/>
    public override IActorRefProvider Provider => _provider;

    private TimeSpan TimeoutAfter { get; }

    /// <inheritdoc/>
    protected override void TellInternal(object message, IActorRef? sender)
    {
        var isFirst = message switch
        {
            T answer => _result.TrySetResult(answer),
            Status.Failure failure => _result.TrySetException(failure.Cause ?? new TaskCanceledException("Task cancelled by actor via Failure message.")),
            Failure failure => _result.TrySetException(failure.Exception ?? new TaskCanceledException("Task cancelled by actor via Failure message.")),
            _ => _result.TrySetException(new ArgumentException($"Received message of type [{message.GetType()}] - Ask expected message of type [{typeof(T)}]")),
        };
        if (isFirst)
            LetGo();
        else
            _provider.DeadLetters.Tell(message, sender);
    }

    private ActorPath Register()
    {
        var path = _provider.TempPath();
        if (Interlocked.CompareExchange(ref _path, path, null) is null && !_result.Task.IsCompleted)
            _provider.RegisterTempActor(this, path);
        return _path!;
    }

    private void TimedOut()
    {
        if (_result.TrySetException(new AskTimeoutException($"Timeout after {TimeoutAfter} seconds")))
            LetGo();
    }

    private void Cancelled()
    {
        if (_result.TrySetCanceled())
            LetGo();
    }

    private void LetGo()
    {
        _timer?.Dispose();
        _cancellation.Unregister();
        if (Volatile.Read(ref _path) is { } path)
            _provider.UnregisterTempActor(path);
    }
}
