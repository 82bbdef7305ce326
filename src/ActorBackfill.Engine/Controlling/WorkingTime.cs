namespace ActorBackfill.Engine.Controlling;

/// <summary>
/// The time that passes while a run is not paused. Attempts are measured and limited by it, so that a pause costs none of their time.
/// The supervisor pauses it; tasks read it. Thread safe.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class WorkingTime(TimeProvider time) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly HashSet<Timer> _timers = [];
    private long _pausedTotal;
    private long? _pausedAt;

    /// <inheritdoc/>
    public override long TimestampFrequency => time.TimestampFrequency;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_lock)
        {
            return (_pausedAt ?? time.GetTimestamp()) - _pausedTotal;
        }
    }

    /// <summary>Makes a timer that stands still with this time. One shot: a period is not supported.</summary>
    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(period, Timeout.InfiniteTimeSpan);
        var timer = new Timer(this, time, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Stands still from now on.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            if (_pausedAt is null)
            {
                foreach (var timer in _timers)
                {
                    timer.Freeze();
                }

                _pausedAt = time.GetTimestamp();
            }
        }
    }

    /// <summary>Goes on.</summary>
    public void GoOn()
    {
        lock (_lock)
        {
            if (_pausedAt is { } since)
            {
                _pausedTotal += time.GetTimestamp() - since;
                _pausedAt = null;
                foreach (var timer in _timers)
                {
                    timer.Arm();
                }
            }
        }
    }

    private sealed class Timer : ITimer
    {
        private readonly WorkingTime _owner;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly ITimer _timer;
        private TimeSpan _left = Timeout.InfiniteTimeSpan;
        private long _armedAt;

        public Timer(WorkingTime owner, TimeProvider time, TimerCallback callback, object? state)
        {
            (_owner, _callback, _state) = (owner, callback, state);
            _timer = time.CreateTimer(static t => ((Timer)t!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_owner._lock)
            {
                _left = dueTime;
                if (dueTime == Timeout.InfiniteTimeSpan)
                {
                    _owner._timers.Remove(this);
                    return _timer.Change(dueTime, dueTime);
                }

                _owner._timers.Add(this);
                return _owner._pausedAt is not null || Arm();
            }
        }

        public bool Arm()
        {
            _armedAt = _owner.GetTimestamp();
            return _timer.Change(_left, Timeout.InfiniteTimeSpan);
        }

        public void Freeze()
        {
            var left = _left - _owner.GetElapsedTime(_armedAt);
            _left = left > TimeSpan.Zero ? left : TimeSpan.Zero;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public void Dispose()
        {
            Forget();
            _timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Forget();
            return _timer.DisposeAsync();
        }

        private void Forget()
        {
            lock (_owner._lock)
            {
                _owner._timers.Remove(this);
            }
        }

        // It may have been on its way when the time was stopped: then it fires when the time goes on.
        private void Fire()
        {
            lock (_owner._lock)
            {
                if (_owner._pausedAt is not null || !_owner._timers.Remove(this))
                {
                    return;
                }
            }

            _callback(_state);
        }
    }
}
