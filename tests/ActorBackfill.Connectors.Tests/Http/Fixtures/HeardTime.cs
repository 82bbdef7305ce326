namespace ActorBackfill.Connectors.Tests.Http.Fixtures;

/// <summary>Says when the limit of silence has been set, that is when the body is being read.</summary>
internal sealed class HeardTime : TimeProvider
{
    private readonly TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ManualTime Inner { get; } = new();

    public override long TimestampFrequency => Inner.TimestampFrequency;

    public Task HeardAsync() => _heard.Task.WaitAsync(TimeSpan.FromMinutes(3));

    public override DateTimeOffset GetUtcNow() => Inner.GetUtcNow();

    public override long GetTimestamp() => Inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Timer(Inner.CreateTimer(callback, state, dueTime, period), _heard);

    private sealed class Timer(ITimer inner, TaskCompletionSource heard) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = inner.Change(dueTime, period);
            heard.TrySetResult();
            return changed;
        }

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
