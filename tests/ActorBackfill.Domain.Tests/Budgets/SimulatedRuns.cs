using ActorBackfill.Domain.Budgets;

namespace ActorBackfill.Domain.Tests.Budgets;

/// <summary>Runs with workers that always want the next turn, on one budget, in virtual time. Each wakes as late as timers may.</summary>
internal sealed class SimulatedRuns
{
    private readonly PriorityQueue<Action, (TimeSpan At, long Number)> _events = new();
    private readonly List<Run> _runs = [];
    private readonly SimulatedServer _server;
    private readonly Func<TimeSpan> _lateness;
    private readonly Func<TimeSpan> _way;
    private BudgetState _state;
    private long _number;

    /// <summary>Begins at time 0.</summary>
    /// <param name="server">Answers; one that takes everything unless given.</param>
    /// <param name="lateness">How late each timer is; never unless given.</param>
    /// <param name="way">How long each request is on its way to the server; at once unless given.</param>
    public SimulatedRuns(SimulatedServer? server = null, Func<TimeSpan>? lateness = null, Func<TimeSpan>? way = null)
    {
        _server = server ?? new SimulatedServer();
        _lateness = lateness ?? (() => TimeSpan.Zero);
        _way = way ?? (() => TimeSpan.Zero);
        _state = BudgetState.Begin(Moment);
    }

    public TimeSpan Now { get; private set; }

    /// <summary>Added to the wall clock, as a person or a time server does.</summary>
    public TimeSpan WallError { get; set; }

    public string Boot { get; set; } = "boot";

    public BudgetState State => _state;

    public BudgetAnswer LastAnswer { get; private set; } = new(0, null);

    /// <summary>When each turn was released, and to which run.</summary>
    public List<(TimeSpan At, int Run)> Released { get; } = [];

    /// <summary>When each request arrived, and whether it was refused.</summary>
    public List<(TimeSpan At, bool Refused)> Arrived { get; } = [];

    private BudgetMoment Moment => new(Now, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) + Now + WallError, Boot);

    /// <summary>Adds a run; gets its number.</summary>
    public int Add(BudgetLimits limits, int workers)
    {
        var run = new Run(this, _runs.Count, limits, workers);
        _runs.Add(run);
        At(Now, run.Ask);
        return run.Number;
    }

    public void Change(int run, BudgetLimits limits)
    {
        _runs[run].Limits = limits;
        At(Now, _runs[run].Ask);
    }

    /// <summary>Ends the process of a run; it says nothing any more.</summary>
    public void Kill(int run) => _runs[run].IsDead = true;

    public void RunUntil(TimeSpan until)
    {
        while (_events.TryPeek(out var next, out var due) && due.At <= until)
        {
            _events.Dequeue();
            Now = due.At;
            next();
        }

        Now = until;
    }

    /// <summary>The most turns that were released within any window of a length.</summary>
    public int MostWithin(TimeSpan window) => MostWithin([.. Released.Select(r => r.At)], window);

    public int AcceptedBetween(double from, double to) => Arrived.Count(a => !a.Refused && a.At.TotalSeconds >= from && a.At.TotalSeconds < to);

    public int RefusedBetween(double from, double to) => Arrived.Count(a => a.Refused && a.At.TotalSeconds >= from && a.At.TotalSeconds < to);

    public static int MostWithin(IReadOnlyList<TimeSpan> times, TimeSpan window)
    {
        var (most, first) = (0, 0);
        for (var last = 0; last < times.Count; last++)
        {
            while (times[last] - times[first] >= window)
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }

    private void At(TimeSpan at, Action action) => _events.Enqueue(action, (at, ++_number));

    private sealed class Run(SimulatedRuns world, int number, BudgetLimits limits, int workers)
    {
        private readonly Queue<TimeSpan> _waiting = new(Enumerable.Repeat(world.Now, workers));
        private Answers _answers = Answers.None;
        private TimeSpan? _closeFor;
        private int _inFlight;
        private int _timer;
        private bool _waitsForSlot;
        private bool _isAskDue;

        public int Number => number;

        public BudgetLimits Limits { get; set; } = limits;

        public bool IsDead { get; set; }

        public void Ask()
        {
            if (IsDead)
            {
                return;
            }

            var request = new BudgetRequest(new PartyId($"run{number}", number, "", world.Boot), Limits)
            {
                Wanted = _waiting.Count,
                InFlight = _inFlight,
                Waited = _waiting.TryPeek(out var since) ? world.Now - since : TimeSpan.Zero,
                Answers = _answers,
                CloseFor = _closeFor,
                CloseReason = "429",
            };
            (_answers, _closeFor) = (Answers.None, null);
            (world._state, var answer) = world._state.Reserve(request, world.Moment, p => !world._runs[p.Process].IsDead);
            world.LastAnswer = answer;
            for (var i = 0; i < answer.Turns; i++)
            {
                Start();
            }

            _waitsForSlot = answer.WaitsForSlot;
            _isAskDue = answer.Wait is not null;
            if (answer.Wait is { } wait)
            {
                After(wait);
            }
        }

        private void After(TimeSpan wait)
        {
            var timer = ++_timer;
            world.At(world.Now + wait + world._lateness(), () =>
            {
                if (timer == _timer)
                {
                    Ask();
                }
            });
        }

        private void Start()
        {
            _waiting.Dequeue();
            _inFlight++;
            world.Released.Add((world.Now, number));
            var way = world._way();
            if (way == TimeSpan.Zero)
            {
                Arrive(way);
            }
            else
            {
                world.At(world.Now + way, () => Arrive(way));
            }
        }

        private void Arrive(TimeSpan way)
        {
            var answer = world._server.Take(world.Now);
            world.Arrived.Add((world.Now, answer.RetryAfter is not null));
            world.At(world.Now + answer.Latency, () => End(answer, way));
        }

        private void End(ServerAnswer answer, TimeSpan way)
        {
            _inFlight--;
            _waiting.Enqueue(world.Now);
            _answers = _answers.And(answer.RetryAfter is null ? new Answers(1, 0, way + answer.Latency) : new Answers(0, 1, TimeSpan.Zero));
            _closeFor = answer.RetryAfter ?? _closeFor;
            if (_closeFor is not null || _waitsForSlot || !_isAskDue)
            {
                Ask();
            }
        }
    }
}
