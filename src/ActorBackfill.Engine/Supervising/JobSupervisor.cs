using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Checkpointing;
using ActorBackfill.Engine.Committing;
using ActorBackfill.Engine.Controlling;
using ActorBackfill.Engine.Dispatching;
using ActorBackfill.Engine.Limiting;
using ActorBackfill.Engine.Statistics;
using ActorBackfill.Engine.Working;
using Akka.Actor;
using Akka.Event;
using Akka.Routing;

namespace ActorBackfill.Engine.Supervising;

/// <summary>
/// Runs one job: makes checkpoint, committer, limit, stats and the router of workers, deals units to workers that ask, decides what is
/// tried again, and ends the run when every unit has its end in the journal.
/// </summary>
public sealed partial class JobSupervisor : ReceiveActor, IWithTimers
{
    private const string RetryTimer = "retry";
    private const string GraceTimer = "grace";
    private const string CancelTimer = "cancel";
    private const string JournalTimer = "journal";
    private const string EndTimer = "end";

    // After a cancel, workers get this long to notice it; then the run ends without them.
    private static readonly TimeSpan CancelTime = TimeSpan.FromSeconds(2);

    private readonly RunPorts _ports;
    private readonly RunSettings _settings;
    private readonly TaskCompletionSource<RunResult> _ended;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly IActorRef _statistics;
    private readonly IActorRef _committer;
    private readonly Queue<IActorRef> _idle = [];
    private readonly List<string> _notes = [];
    private readonly long _origin;
    private IActorRef _checkpoint = ActorRefs.Nobody;
    private IActorRef _workers = ActorRefs.Nobody;
    private IActorRef? _limit;
    private Desk? _desk;
    private string? _sinkBlocked;
    private string? _sourceClosed;
    private DateTimeOffset? _closedUntil;
    private string? _journalDown;
    private RunEnd _end = RunEnd.Finished;
    private string? _message;
    private RunRefusal? _refusal;

    /// <summary>Creates the actor; called by Akka. See <see cref="For"/>.</summary>
    /// <param name="ports">What the run works with.</param>
    /// <param name="settings">The run.</param>
    /// <param name="ended">Completed when the run has ended, failed when an actor of it has crashed.</param>
    public JobSupervisor(RunPorts ports, RunSettings settings, TaskCompletionSource<RunResult> ended)
    {
        (_ports, _settings, _ended) = (ports, settings, ended);
        (_working, _count) = (new WorkingTime(ports.Time), new WorkerCount(settings.Job.Workers));
        _control = RunControl.Untouched with { ScalesItself = settings.ScalesItself };
        _origin = ports.Time.GetTimestamp();
        _statistics = Context.Watch(Context.ActorOf(StatisticsActor.For(ports.Time), "stats"));
        _committer = Context.Watch(Context.ActorOf(CommitterActor.For(ports.Sink, ports.Time, Self), "committer"));
        StartCheckpoint();
        Become(Starting);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private Moment Now => new(_ports.Time.GetElapsedTime(_origin), _ports.Time.GetUtcNow());

    private string? WaitingFor => PausedText ?? _journalDown ?? _sinkBlocked ?? _sourceClosed;

    /// <summary>Gets the props of the actor that runs one job once.</summary>
    /// <param name="ports">What the run works with; the caller disposes them after the actor system has ended.</param>
    /// <param name="settings">The run.</param>
    /// <param name="ended">Completed when the run has ended, failed when an actor of it has crashed.</param>
    public static Props For(RunPorts ports, RunSettings settings, TaskCompletionSource<RunResult> ended) =>
        Props.Create(() => new JobSupervisor(ports, settings, ended));

    /// <inheritdoc/>
    protected override void PostStop() =>
        _ended.TrySetException(new InvalidOperationException("the actors of the run were stopped before it had ended"));

    // A child's own code failed: it is not made again by itself. The checkpoint is, after a pause; without the others the run ends.
    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    private void Starting()
    {
        Receive<CheckpointReady>(OnReady);
        Receive<CheckpointRefused>(e => Refuse(e.Refusal, e.Reason));
        Receive<CheckpointUnreadable>(OnUnreadable);
        Receive<CheckpointFenced>(e => LoseFence(e.Reason));
        Receive<StopRun>(_ => StopEarly(GraceTimer, CancelRun.Instance, _settings.Grace));
        Receive<CancelRun>(_ => StopEarly(CancelTimer, CancelTimeOver.Instance, CancelTime));
        Receive<CancelTimeOver>(_ => EndUnrecorded());
        Common();
    }

    private void Running()
    {
        Receive<RequestWork>(OnRequestWork);
        Receive<LeaseEnded>(OnLeaseEnded);
        Receive<UnitsAcknowledged>(e => Acknowledged(Settled(e)));
        Receive<UnitsCloseAcknowledged>(e => Acknowledged(Closed(e)));
        Receive<UnitsAlreadySettled>(OnAlreadySettled);
        Receive<UnitsRefused>(OnRefused);
        Receive<SlotLost>(OnSlotLost);
        Receive<FactsDue>(_ => WriteFacts());
        Receive<RowsRejected>(e => _statistics.Tell(e));
        Receive<RowsCommitted>(e => _statistics.Tell(e));
        Receive<SinkBlocked>(e => Changed(ref _sinkBlocked, e.Reason));
        Receive<SourceClosed>(OnSourceClosed);
        Receive<RetryDue>(_ => Deal());
        Receive<CheckpointReady>(OnReadyAgain);
        Receive<StopRun>(_ => OnStop());
        Receive<CancelRun>(_ => OnCancel());
        Receive<CancelTimeOver>(_ => RecordEnd());
        Ending();
    }

    // The end is being written: what workers and committer still say changes nothing.
    private void Ending()
    {
        Receive<RunRecorded>(OnRecorded);
        Receive<SnapshotsEnded>(_ => Conclude());
        Receive<RunProgress>(Complete);
        Receive<SinkLost>(OnSinkLost);
        Receive<CheckpointRefused>(e => _journalDown = e.Reason);
        Receive<CheckpointUnreadable>(OnUnreadable);
        Receive<CheckpointFenced>(e => LoseFence(e.Reason));
        Receive<JournalDue>(_ => StartCheckpoint());
        Common();
    }

    private void Common()
    {
        Receive<GetProgress>(query => _statistics.Tell(new ReportProgress(
            query.WantsDetail ? Gauges(WaitingFor) with { Detail = Detail() } : Gauges(WaitingFor), Sender)));
        Receive<Terminated>(OnTerminated);
        Receive<GetWaits>(_ => Sender.Tell(WaitsNow()));
        Receive<GetWhy>(OnGetWhy);
        Receive<ChangeRate>(PassToLimit);
        Receive<GetLimitState>(PassToLimit);
        Controlled();
        Ready();
    }

    private void PassToLimit(object message)
    {
        if (_limit is { } limit)
        {
            limit.Forward(message);
        }
        else
        {
            Sender.Tell(LimitState.None);
        }
    }

    private Gauges NoGauges => new(0, 0, _count.Wanted, 0, 1, "the journal and the sink are being compared");

    private void OnReady(CheckpointReady ready)
    {
        _desk = new Desk(ready.Plan, ready.State, _settings, _ports.Chance, Now, () => _ports.Source.UnitsAtOnce) { Workers = _count.Wanted };
        (_sequence, _commits) = (ready.Sequence, ready.State.N);
        RecordAgain();
        _notes.AddRange(ready.Notes);
        TellKnown(ready);
        _statistics.Tell(Begin(ready, PlanCounts.Count(ready.Plan, ready.State)));
        _ports.InFlight.Begin(_settings.RunId);
        Become(Running);
        if (_end == RunEnd.Stopped)
        {
            _desk.Stop();
        }

        AwaitUpstream();
        if (_desk.IsDone)
        {
            RecordEnd();
            return;
        }

        var source = _settings.Job.Source is HttpSourceDefinition http ? http.Limit : new LimitDefinition();
        _limit = Context.Watch(Context.ActorOf(LimitActor.For(new LimitParts(source, _settings.RunId, _ports.Budget, _ports.Time, _ports.Start, Self)), "limit"));
        BeginWaiting(new RequestGate(_limit));
        var parts = new WorkerParts(_settings.Job, ready.Plan, _ports, _gate!, _working, Self, _committer);
        _workers = Context.Watch(Context.ActorOf(WorkerActor.For(parts).WithRouter(Pool(_count.Fill())), "workers"));
        ControlLimit();
        ScaleByItself(_control.ScalesItself);
    }

    // Units go by pull; the pool is for life cycle, supervision and broadcast.
    private static RoundRobinPool Pool(int workers) =>
        new RoundRobinPool(workers).WithSupervisorStrategy(new OneForOneStrategy(_ => Directive.Restart));

    private void OnRequestWork(RequestWork request)
    {
        if (_desk!.TakeBack(request.Worker, Now))
        {
            _log.Warning("Worker {Worker} was restarted; its units are tried again", request.Worker.Path.Name);
        }

        LetGo(request.Worker);
        Free(request.Worker);
        Deal();
    }

    private void OnLeaseEnded(LeaseEnded ended)
    {
        if (!_desk!.EndLease(ended, Now))
        {
            return;
        }

        NoteWork(ended);
        LetGo(ended.Worker);
        Free(ended.Worker);
        _statistics.Tell(new WorkCounted(ended.Requests, ended.Duplicates, 0, ended.Warnings));
        foreach (var warning in ended.Warnings)
        {
            _log.Warning("Unit {Unit} is odd: {Warning}", warning.Key, warning.Text);
        }

        Deal();
    }

    private void Acknowledged(OutcomesChanged changed)
    {
        _statistics.Tell(changed);
        Deal();
    }

    private void Changed(ref string? state, string? reason)
    {
        state = reason;
        Deal();
    }

    private void Deal()
    {
        var (desk, now) = (_desk!, Now);
        desk.PutBackDue(now);
        while (_idle.Count > 0 && !IsPaused && _journalDown is null && _sinkBlocked is null && desk.Assign(_idle.Peek(), now) is { } assigned)
        {
            var worker = _idle.Dequeue();
            Hold(worker, assigned);
            worker.Tell(assigned);
        }

        NoteSlots();
        CheckUpstream();
        TellNews();
        HaltWhereRuled(now);
        if (desk.IsDone && !IsOpening)
        {
            RecordEnd();
        }
        else if (desk.NextDue(now) is { } due)
        {
            Timers.StartSingleTimer(RetryTimer, RetryDue.Instance, due - now.Elapsed);
        }
    }

    private sealed record RetryDue
    {
        public static RetryDue Instance { get; } = new();
    }

    private sealed record CancelTimeOver
    {
        public static CancelTimeOver Instance { get; } = new();
    }

    private sealed record EndTimeOver
    {
        public static EndTimeOver Instance { get; } = new();
    }

    private sealed record JournalDue
    {
        public static JournalDue Instance { get; } = new();
    }
}
