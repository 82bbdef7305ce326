using System.Globalization;
using ActorBackfill.Domain.Jobs;
using Akka.Actor;

namespace ActorBackfill.Engine.Limiting;

/// <summary>
/// The budget of one source: requests start evenly spread, at most so many are in flight, and none while the server asked for quiet.
/// First come, first served. Workers hold at most one request each, which bounds the queue.
/// </summary>
internal sealed partial class LimitActor : ReceiveActor, IWithTimers
{
    private const string ReleaseTimer = "release";

    private readonly TimeProvider _time;
    private readonly IActorRef _supervisor;
    private readonly LimitDefinition _limit;
    private double? _rate;
    private readonly int _concurrency;
    private readonly Queue<TaskCompletionSource<IDisposable>> _waiting = [];
    private readonly long _origin;
    private TimeSpan _nextStart;
    private TimeSpan _closedUntil;
    private bool _isClosed;
    private int _inFlight;

    public LimitActor(LimitDefinition limit, TimeProvider time, IActorRef supervisor)
    {
        (_time, _supervisor, _limit) = (time, supervisor, limit);
        _rate = limit.RequestsPerSecond;
        _concurrency = limit.Concurrency ?? int.MaxValue;
        _origin = time.GetTimestamp();
        Become(Limiting);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private TimeSpan Now => _time.GetElapsedTime(_origin);

    private TimeSpan Interval => _rate is { } rate ? TimeSpan.FromSeconds(1 / rate) : TimeSpan.Zero;

    public static Props For(LimitDefinition limit, TimeProvider time, IActorRef supervisor) =>
        Props.Create(() => new LimitActor(limit, time, supervisor));

    /// <inheritdoc/>
    protected override void PostStop()
    {
        while (_waiting.TryDequeue(out var turn))
        {
            turn.TrySetCanceled();
        }
    }

    private void Limiting()
    {
        Receive<AwaitTurn>(OnAwaitTurn);
        Receive<TurnEnded>(_ =>
        {
            _inFlight--;
            Release();
        });
        Receive<CloseSource>(OnClose);
        Receive<ReleaseDue>(_ => Release());
        Receive<ChangeRate>(OnChangeRate);
        Receive<GetLimitState>(_ => Sender.Tell(State()));
        Pausing();
    }

    private void OnAwaitTurn(AwaitTurn wait)
    {
        if (!Refuses(wait.Turn))
        {
            _waiting.Enqueue(wait.Turn);
            Release();
        }
    }

    private void OnChangeRate(ChangeRate change)
    {
        if (change.PerSecond is null or > 0)
        {
            _rate = change.PerSecond ?? _limit.RequestsPerSecond;
            var soon = Now + Interval;
            _nextStart = _nextStart < soon ? _nextStart : soon;
            Release();
        }

        Sender.Tell(State());
    }

    private LimitState State() => new()
    {
        ConfiguredRate = _rate,
        EffectiveRate = _rate,
        ConfiguredConcurrency = _limit.Concurrency,
        EffectiveConcurrency = _limit.Concurrency,
        InFlight = _inFlight,
        Waiting = _waiting.Count,
        ClosedUntil = _isClosed ? _time.GetUtcNow() + (_closedUntil - Now) : null,
    };

    private void OnClose(CloseSource close)
    {
        var until = Now + close.Delay;
        if (until <= _closedUntil)
        {
            return;
        }

        _closedUntil = until;
        _isClosed = true;
        var at = _time.GetUtcNow() + close.Delay;
        _supervisor.Tell(new SourceClosed(string.Create(CultureInfo.InvariantCulture, $"{close.Reason}, until {at:HH:mm:ss}Z")));
        Timers.StartSingleTimer(ReleaseTimer, ReleaseDue.Instance, close.Delay);
    }

    private void Release()
    {
        var now = Now;
        if (_isClosed && now >= _closedUntil)
        {
            _isClosed = false;
            _supervisor.Tell(new SourceClosed(null));
        }

        while (!_isHeld && _waiting.Count > 0 && _inFlight < _concurrency)
        {
            // A timer may fire a little early; what is not due yet waits for the next one.
            var start = _nextStart > _closedUntil ? _nextStart : _closedUntil;
            if (start > now)
            {
                Timers.StartSingleTimer(ReleaseTimer, ReleaseDue.Instance, start - now);
                return;
            }

            // Whoever was cancelled while waiting has used no turn.
            if (_waiting.Dequeue().TrySetResult(new Turn(Self)))
            {
                _inFlight++;
                _nextStart = now + Interval;
            }
        }
    }

    private sealed class Turn(IActorRef limit) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
            {
                limit.Tell(TurnEnded.Instance);
            }
        }
    }

    private sealed record ReleaseDue
    {
        public static ReleaseDue Instance { get; } = new();
    }
}
