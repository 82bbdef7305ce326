using System.Diagnostics;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>Counts the log entries that fit.</summary>
internal sealed class EventFilterApplier(TestKitBase kit, IReadOnlyList<EventMatch> matches) : IEventFilterApplier
{
    private readonly SemaphoreSlim _taken = new(0);

    public EventFilterFactory And => new(kit, matches);

    /// <summary>Whether an entry fits; called on the listener's turn.</summary>
    public bool Takes(LogEvent entry)
    {
        if (!matches.Any(m => m.Matches(entry)))
            return false;
        _taken.Release();
        return true;
    }

    public void ExpectOne(Action action, CancellationToken cancellationToken = default) => Expect(1, action, cancellationToken);

    public void ExpectOne(TimeSpan timeout, Action action, CancellationToken cancellationToken = default) =>
        Expect(1, timeout, action, cancellationToken);

    public void Expect(int expectedCount, Action action, CancellationToken cancellationToken = default) =>
        Expect(expectedCount, kit.TestKitSettings.TestEventFilterLeeway, action, cancellationToken);

    public void Expect(int expectedCount, TimeSpan timeout, Action action, CancellationToken cancellationToken = default)
    {
        using var _ = Start();
        action();
        var limit = kit.Dilated(timeout);
        var begin = Stopwatch.GetTimestamp();
        for (var got = 0; got < expectedCount; got++)
        {
            var left = limit - Stopwatch.GetElapsedTime(begin);
            if (!_taken.Wait(left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellationToken))
                FailTooFew(expectedCount, got, limit);
        }

        FailIfMore(expectedCount);
    }

    public T ExpectOne<T>(Func<T> func, CancellationToken cancellationToken = default)
    {
        T result = default!;
        ExpectOne(() => { result = func(); }, cancellationToken);
        return result;
    }

    public Task ExpectOneAsync(Func<Task> actionAsync, CancellationToken cancellationToken = default) =>
        ExpectAsync(1, actionAsync, cancellationToken);

    public async Task ExpectAsync(int expectedCount, Func<Task> actionAsync, CancellationToken cancellationToken = default)
    {
        using var _ = Start();
        await actionAsync();
        var limit = kit.Dilated(kit.TestKitSettings.TestEventFilterLeeway);
        var begin = Stopwatch.GetTimestamp();
        for (var got = 0; got < expectedCount; got++)
        {
            var left = limit - Stopwatch.GetElapsedTime(begin);
            if (!await _taken.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellationToken))
                FailTooFew(expectedCount, got, limit);
        }

        FailIfMore(expectedCount);
    }

    public void Mute(Action action)
    {
        using var _ = Start();
        action();
    }

    public IUnmutableFilter Mute() => Start();

    private Muted Start()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        kit.Sys.EventStream.Publish(new Mute(this, done));
        // The listener has an own turn: what is logged from here on must meet the filter.
        if (!((IAsyncResult)done.Task).AsyncWaitHandle.WaitOne(kit.Dilated(kit.TestKitSettings.DefaultTimeout)))
            kit.Framework.Fail("No TestEventListener is among akka.loggers: log entries cannot be expected.");
        return new Muted(kit, this);
    }

    private void FailTooFew(int expected, int got, TimeSpan limit) =>
        kit.Framework.Fail($"Timeout ({limit}) while waiting for messages. Only received {got}/{expected} messages that matched filter [{string.Join(", ", matches)}]");

    private void FailIfMore(int expected)
    {
        if (_taken.CurrentCount > 0)
            kit.Framework.Fail($"Received {_taken.CurrentCount} message too many. Expected {expected} messages but received {expected + _taken.CurrentCount} messages that matched filter [{string.Join(", ", matches)}]");
    }

    private sealed class Muted(TestKitBase kit, EventFilterApplier filter) : IUnmutableFilter
    {
        public void Unmute() => kit.Sys.EventStream.Publish(new Unmute(filter));

        public void Dispose() => Unmute();
    }
}
