namespace Akka.TestKit;

/// <content>Waiting until something is so.</content>
public abstract partial class TestKitBase
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Tries an assertion until it holds.</summary>
    /// <param name="assertion">Throws while it does not hold.</param>
    /// <param name="duration">How long to try; null for the default.</param>
    /// <param name="interval">Between two tries; null for 100 ms.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void AwaitAssert(Action assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default)
    {
        var end = Clock + RemainingOrDilated(duration);
        while (true)
        {
            try
            {
                assertion();
                return;
            }
            catch (Exception) when (Until(end) > TimeSpan.Zero)
            {
                Pause(interval, end, cancellationToken);
            }
        }
    }

    /// <summary>Tries an assertion until it holds.</summary>
    /// <param name="assertion">Throws while it does not hold.</param>
    /// <param name="duration">How long to try; null for the default.</param>
    /// <param name="interval">Between two tries; null for 100 ms.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when it holds.</returns>
    public Task AwaitAssertAsync(Action assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        AwaitAssertAsync(
            () =>
            {
                assertion();
                return Task.CompletedTask;
            },
            duration,
            interval,
            cancellationToken);

    /// <summary>Tries an assertion until it holds.</summary>
    /// <param name="assertion">Throws while it does not hold.</param>
    /// <param name="duration">How long to try; null for the default.</param>
    /// <param name="interval">Between two tries; null for 100 ms.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when it holds.</returns>
    public async Task AwaitAssertAsync(
        Func<Task> assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default)
    {
        var end = Clock + RemainingOrDilated(duration);
        while (true)
        {
            try
            {
                await assertion();
                return;
            }
            catch (Exception) when (Until(end) > TimeSpan.Zero)
            {
                await Task.Delay(Shorter(interval ?? DefaultInterval, Until(end)), TimeProvider.System, cancellationToken);
            }
        }
    }

    /// <summary>Waits until a condition is fulfilled.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void AwaitCondition(Func<bool> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        AwaitCondition(conditionIsFulfilled, null, null, null, cancellationToken);

    /// <summary>Waits until a condition is fulfilled.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long; null for the default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void AwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan? max, CancellationToken cancellationToken = default) =>
        AwaitCondition(conditionIsFulfilled, max, null, null, cancellationToken);

    /// <summary>Waits until a condition is fulfilled.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long; null for the default.</param>
    /// <param name="message">Goes into the failure's text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void AwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan? max, string? message, CancellationToken cancellationToken = default) =>
        AwaitCondition(conditionIsFulfilled, max, null, message, cancellationToken);

    /// <summary>Waits until a condition is fulfilled.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long; null for the default.</param>
    /// <param name="interval">Between two looks; null for 100 ms.</param>
    /// <param name="message">Goes into the failure's text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void AwaitCondition(
        Func<bool> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string? message = null, CancellationToken cancellationToken = default)
    {
        var limit = RemainingOrDilated(max);
        var end = Clock + limit;
        while (!conditionIsFulfilled())
        {
            if (Until(end) == TimeSpan.Zero)
                Fail($"Timeout {limit} expired while waiting for condition. {message}");
            Pause(interval, end, cancellationToken);
        }
    }

    /// <summary>Waits until a condition is fulfilled.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long; null for the default.</param>
    /// <param name="interval">Between two looks; null for 100 ms.</param>
    /// <param name="message">Goes into the failure's text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when it is fulfilled.</returns>
    public Task AwaitConditionAsync(
        Func<bool> conditionIsFulfilled,
        TimeSpan? max = null,
        TimeSpan? interval = null,
        string? message = null,
        CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(() => Task.FromResult(conditionIsFulfilled()), max, interval, message, cancellationToken);

    /// <summary>Waits until a condition is fulfilled.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long; null for the default.</param>
    /// <param name="interval">Between two looks; null for 100 ms.</param>
    /// <param name="message">Goes into the failure's text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when it is fulfilled.</returns>
    public async Task AwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled,
        TimeSpan? max = null,
        TimeSpan? interval = null,
        string? message = null,
        CancellationToken cancellationToken = default)
    {
        var limit = RemainingOrDilated(max);
        var end = Clock + limit;
        while (!await conditionIsFulfilled())
        {
            if (Until(end) == TimeSpan.Zero)
                Fail($"Timeout {limit} expired while waiting for condition. {message}");
            await Task.Delay(Shorter(interval ?? DefaultInterval, Until(end)), TimeProvider.System, cancellationToken);
        }
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private void Pause(TimeSpan? interval, TimeSpan end, CancellationToken cancellationToken)
    {
        cancellationToken.WaitHandle.WaitOne(Shorter(interval ?? DefaultInterval, Until(end)));
        cancellationToken.ThrowIfCancellationRequested();
    }
}
