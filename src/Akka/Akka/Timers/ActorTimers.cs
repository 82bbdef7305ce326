namespace Akka.Actor;

/// <summary>The timers of one instance of an actor.</summary>
internal sealed class ActorTimers(ActorCell cell) : ITimerScheduler
{
    private readonly Dictionary<object, ActorTimer> _timers = [];

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval) =>
        StartPeriodicTimer(key, msg, interval, interval);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval)
    {
        var timer = Replace(key, msg, repeats: true);
        timer.Task = cell.System.Scheduler.ScheduleTellRepeatedlyCancelable(initialDelay, interval, cell.Self, timer.Message, cell.Self);
    }

    public void StartSingleTimer(object key, object msg, TimeSpan timeout)
    {
        var timer = Replace(key, msg, repeats: false);
        timer.Task = cell.System.Scheduler.ScheduleTellOnceCancelable(timeout, cell.Self, timer.Message, cell.Self);
    }

    public bool IsTimerActive(object key) => _timers.ContainsKey(key);

    public void Cancel(object key)
    {
        if (_timers.Remove(key, out var timer))
            timer.Task?.Cancel();
    }

    public void CancelAll()
    {
        foreach (var timer in _timers.Values)
            timer.Task?.Cancel();
        _timers.Clear();
    }

    /// <summary>Gives what a timer's message carries; null if the timer is no longer the one that sent it.</summary>
    public object? Open(TimerMessage message)
    {
        if (!_timers.TryGetValue(message.Key, out var timer) || !ReferenceEquals(timer.Message, message))
            return null;
        if (!timer.Repeats)
            _timers.Remove(message.Key);
        return message.Carried;
    }

    private ActorTimer Replace(object key, object msg, bool repeats)
    {
        Cancel(key);
        var message = msg is INotInfluenceReceiveTimeout
            ? new QuietTimerMessage(key, msg, this)
            : new TimerMessage(key, msg, this);
        return _timers[key] = new ActorTimer(message, repeats);
    }

    private sealed class ActorTimer(TimerMessage message, bool repeats)
    {
        public TimerMessage Message { get; } = message;

        public bool Repeats { get; } = repeats;

        public ICancelable? Task { get; set; }
    }
}
