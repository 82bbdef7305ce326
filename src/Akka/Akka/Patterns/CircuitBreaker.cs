using Akka.Actor;

namespace Akka.Pattern;

/// <summary>
/// Stops calling what keeps failing. Closed, calls go through; after too many failures in a row it is open and calls fail at once;
/// after the reset timeout it is half open and one call decides.
/// </summary>
public class CircuitBreaker
{
    private readonly Lock _gate = new();
    private readonly List<Action> _onOpen = [];
    private readonly List<Action> _onHalfOpen = [];
    private readonly List<Action> _onClose = [];
    private State _state = State.Closed;
    private int _failures;
    private bool _trying;

    /// <summary>Initializes a new instance of the <see cref="CircuitBreaker"/> class, closed.</summary>
    /// <param name="scheduler">Its clock.</param>
    /// <param name="maxFailures">So many failures in a row open it; at least 1.</param>
    /// <param name="callTimeout">A call that takes longer has failed.</param>
    /// <param name="resetTimeout">So long it stays open.</param>
    public CircuitBreaker(IScheduler scheduler, int maxFailures, TimeSpan callTimeout, TimeSpan resetTimeout)
    {
        Scheduler = scheduler;
        MaxFailures = maxFailures;
        CallTimeout = callTimeout;
        ResetTimeout = resetTimeout;
    }

    private enum State
    {
        Closed,
        Open,
        HalfOpen,
    }

    /// <summary>Gets its clock.</summary>
    public IScheduler Scheduler { get; }

    /// <summary>Gets how many failures in a row open it.</summary>
    public int MaxFailures { get; }

    /// <summary>Gets how long a call may take.</summary>
    public TimeSpan CallTimeout { get; }

    /// <summary>Gets how long it stays open.</summary>
    public TimeSpan ResetTimeout { get; }

    /// <summary>Gets the number of failures in a row while closed.</summary>
    public long CurrentFailureCount => Volatile.Read(ref _failures);

    /// <summary>Gets what the last failed call failed with; null before the first.</summary>
    public Exception? LastCaughtException { get; private set; }

    /// <summary>Gets a value indicating whether calls go through.</summary>
    public bool IsClosed => _state == State.Closed;

    /// <summary>Gets a value indicating whether calls fail at once.</summary>
    public bool IsOpen => _state == State.Open;

    /// <summary>Gets a value indicating whether the next call decides.</summary>
    public bool IsHalfOpen => _state == State.HalfOpen;

    /// <summary>Makes a closed breaker.</summary>
    /// <param name="scheduler">Its clock.</param>
    /// <param name="maxFailures">So many failures in a row open it; at least 1.</param>
    /// <param name="callTimeout">A call that takes longer has failed.</param>
    /// <param name="resetTimeout">So long it stays open.</param>
    /// <returns>The breaker.</returns>
    public static CircuitBreaker Create(IScheduler scheduler, int maxFailures, TimeSpan callTimeout, TimeSpan resetTimeout) =>
        new(scheduler, maxFailures, callTimeout, resetTimeout);

    /// <summary>Adds what is called each time it opens.</summary>
    /// <param name="callback">The callback; it must not throw.</param>
    /// <returns>This breaker.</returns>
    public CircuitBreaker OnOpen(Action callback) => Add(_onOpen, callback);

    /// <summary>Adds what is called each time it becomes half open.</summary>
    /// <param name="callback">The callback; it must not throw.</param>
    /// <returns>This breaker.</returns>
    public CircuitBreaker OnHalfOpen(Action callback) => Add(_onHalfOpen, callback);

    /// <summary>Adds what is called each time it closes again.</summary>
    /// <param name="callback">The callback; it must not throw.</param>
    /// <returns>This breaker.</returns>
    public CircuitBreaker OnClose(Action callback) => Add(_onClose, callback);

    /// <summary>Calls, unless it is open.</summary>
    /// <param name="body">The call.</param>
    /// <returns>The call's end.</returns>
    /// <exception cref="OpenCircuitException">It is open, or half open with a call under way.</exception>
    /// <exception cref="TimeoutException">The call took too long; it may still end, and nobody hears of it.</exception>
    public Task WithCircuitBreaker(Func<Task> body) => WithCircuitBreaker(async () =>
    {
        await body().ConfigureAwait(false);
        return Done.Instance;
    });

    /// <summary>Calls, unless it is open.</summary>
    /// <typeparam name="T">The answer's type.</typeparam>
    /// <param name="body">The call.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="OpenCircuitException">It is open, or half open with a call under way.</exception>
    /// <exception cref="TimeoutException">The call took too long; it may still end, and nobody hears of it.</exception>
    public async Task<T> WithCircuitBreaker<T>(Func<Task<T>> body)
    {
        var isTrial = Enter();
        try
        {
            var call = body();
            var answer = call.IsCompleted ? await call.ConfigureAwait(false) : await InTime(call).ConfigureAwait(false);
            Succeeded(isTrial);
            return answer;
        }
        catch (Exception cause)
        {
            Failed(cause, isTrial);
            throw;
        }
    }

    private async Task<T> InTime<T>(Task<T> call)
    {
        var ended = new TaskCompletionSource<T>();
        using var timer = new Cancelable(Scheduler.Advanced);
        Scheduler.Advanced.ScheduleOnce(
            CallTimeout,
            () => ended.TrySetException(new TimeoutException($"The call took longer than {CallTimeout}.")),
            timer);
        _ = call.ContinueWith(
            done => done.IsCompletedSuccessfully ? ended.TrySetResult(done.GetAwaiter().GetResult())
                : done.IsCanceled ? ended.TrySetCanceled()
                : ended.TrySetException(done.Exception!.InnerExceptions),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        try
        {
            return await ended.Task.ConfigureAwait(false);
        }
        finally
        {
            timer.Cancel();
        }
    }

    // True for the one call that decides.
    private bool Enter()
    {
        lock (_gate)
        {
            if (_state == State.Closed)
                return false;
            if (_state == State.HalfOpen && !_trying)
            {
                _trying = true;
                return true;
            }
        }

        throw new OpenCircuitException("Circuit Breaker is open; calls are failing fast", LastCaughtException!);
    }

    private void Succeeded(bool isTrial)
    {
        lock (_gate)
        {
            _failures = 0;
            // A slow call from before it opened says nothing about now.
            if (!isTrial)
                return;
            _trying = false;
            _state = State.Closed;
        }

        Tell(_onClose);
    }

    private void Failed(Exception cause, bool isTrial)
    {
        lock (_gate)
        {
            LastCaughtException = cause;
            if (!isTrial && (_state != State.Closed || ++_failures < MaxFailures))
                return;
            _trying = false;
            _state = State.Open;
        }

        Scheduler.Advanced.ScheduleOnce(ResetTimeout, TryAgain);
        Tell(_onOpen);
    }

    private void TryAgain()
    {
        lock (_gate)
        {
            _state = State.HalfOpen;
            _failures = 0;
        }

        Tell(_onHalfOpen);
    }

    private static void Tell(List<Action> callbacks)
    {
        foreach (var callback in callbacks)
            callback();
    }

    private CircuitBreaker Add(List<Action> callbacks, Action callback)
    {
        callbacks.Add(callback);
        return this;
    }
}
