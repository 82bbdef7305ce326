using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;
using Akka.Actor;

namespace ActorBackfill.Engine.Committing;

/// <summary>
/// Commits what workers hand over, in groups: whatever has gathered while the last commit ran, never waiting for more. Runs on its own
/// thread (a pinned dispatcher), because the drivers block. Pauses when the journal is too many groups behind.
/// </summary>
internal sealed class CommitterActor : ReceiveActor, IWithTimers
{
    /// <summary>The dispatcher in engine.conf.</summary>
    public const string Dispatcher = "backfill.writer-dispatcher";

    // A group closes at whichever comes first; contracts, "A commit".
    private const int GroupUnits = 1_000;
    private const long GroupBytes = 8L << 20;
    private const int MaxUnjournaledGroups = 8;
    private const string RetryTimer = "retry";

    // How long a sink may refuse everything before the run gives up, and the delays between tries.
    private static readonly TimeSpan Budget = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(5);

    private readonly ISink _sink;
    private readonly TimeProvider _time;
    private readonly IActorRef _supervisor;
    private readonly Queue<UnitResult> _waiting = [];
    private readonly Queue<UnitsSettled> _unjournaled = [];
    private ISinkWriter? _writer;
    private List<UnitResult>? _blocked;
    private IActorRef _checkpoint = ActorRefs.Nobody;
    private long _journaled;
    private bool _isScheduled;
    private DateTimeOffset? _blockedSince;
    private int _tries;

    public CommitterActor(ISink sink, TimeProvider time, IActorRef supervisor)
    {
        (_sink, _time, _supervisor) = (sink, time, supervisor);
        Become(Committing);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    public static Props For(ISink sink, TimeProvider time, IActorRef supervisor) =>
        Props.Create(() => new CommitterActor(sink, time, supervisor)).WithDispatcher(Dispatcher);

    /// <inheritdoc/>
    protected override void PostStop() => _writer?.Dispose();

    private void Committing()
    {
        Receive<HandOver>(OnHandOver);
        Receive<CommitNow>(_ => OnCommitNow());
        Receive<Journaled>(e => OnJournaled(e.N));
        Receive<UseCheckpoint>(OnUseCheckpoint);
    }

    // After the sink is lost for this run: whatever still arrives runs again on resume.
    private void Lost() => ReceiveAny(_ => { });

    private void OnHandOver(HandOver handOver)
    {
        foreach (var result in handOver.Results)
        {
            _waiting.Enqueue(result);
        }

        Schedule();
    }

    private void OnJournaled(long n)
    {
        _journaled = Math.Max(_journaled, n);
        while (_unjournaled.TryPeek(out var first) && first.N <= _journaled)
        {
            _unjournaled.Dequeue();
        }

        Schedule();
    }

    private void OnUseCheckpoint(UseCheckpoint use)
    {
        _checkpoint = use.Checkpoint;
        OnJournaled(use.N);
        if (_unjournaled.Count > 0)
        {
            // Told to the checkpoint before this one, which is gone; this one looked into the outbox before they were there.
            _checkpoint.Tell(new GroupCommitted([.. _unjournaled]));
        }
    }

    // The message goes behind everything that has arrived meanwhile: that is the group.
    private void Schedule()
    {
        if (!_isScheduled && (_waiting.Count > 0 || _blocked is not null) && _unjournaled.Count < MaxUnjournaledGroups && !Timers.IsTimerActive(RetryTimer))
        {
            _isScheduled = true;
            Self.Tell(CommitNow.Instance);
        }
    }

    private void OnCommitNow()
    {
        _isScheduled = false;
        var group = _blocked ?? NextGroup();
        if (group.Count == 0)
        {
            return;
        }

        try
        {
            _writer ??= _sink.OpenWriter();
            var began = _time.GetTimestamp();
            var result = _writer.Commit(group, _journaled);
            Accept(group, result, _time.GetElapsedTime(began));
            _blocked = null;
        }
        catch (FenceLostException e)
        {
            Lose(fenceLost: true, e.Message);
        }
        catch (SinkUnusableException e)
        {
            Lose(fenceLost: false, e.Message);
        }
        catch (BackfillException e) when (e.Category == FailureCategory.SinkUnavailable)
        {
            Block(group, e);
        }

        Schedule();
    }

    private void Accept(List<UnitResult> group, CommitResult result, TimeSpan took)
    {
        if (_blockedSince is not null)
        {
            (_blockedSince, _tries) = (null, 0);
            _supervisor.Tell(new SinkBlocked(null));
        }

        // Before the commits are told of: a run that ends with them has counted these rows.
        _supervisor.Tell(CommittedRows.Of(group, result) with { Took = took });
        if (result.Rejected > 0)
        {
            _supervisor.Tell(new RowsRejected(result.Rejected));
        }

        foreach (var commit in result.Commits)
        {
            _unjournaled.Enqueue(commit);
        }

        if (result.Commits.Length > 0)
        {
            _checkpoint.Tell(new GroupCommitted(result.Commits));
        }

        if (result.AlreadySettled.Length > 0)
        {
            _checkpoint.Tell(new UnitsAlreadySettled(result.AlreadySettled));
        }

        if (result.Refused.Length > 0)
        {
            _supervisor.Tell(new UnitsRefused(result.Refused));
        }
    }

    private void Block(List<UnitResult> group, BackfillException error)
    {
        var now = _time.GetUtcNow();
        _blockedSince ??= now;
        if (!error.CanRetry || now - _blockedSince >= Budget)
        {
            Lose(fenceLost: false, error.CanRetry ? $"The sink took nothing for {Budget.TotalMinutes:0} minutes: {error.Message}" : error.Message);
            return;
        }

        // The writer may not know yet whether its last commit went through: it gets the same group again, and finds out.
        _blocked = group;
        _tries++;
        var delay = TimeSpan.FromSeconds(Math.Min(MaxDelay.TotalSeconds, 0.1 * Math.Pow(2, Math.Min(_tries, 10))));
        Timers.StartSingleTimer(RetryTimer, CommitNow.Instance, delay);
        _supervisor.Tell(new SinkBlocked(error.Message));
    }

    private void Lose(bool fenceLost, string reason)
    {
        _supervisor.Tell(new SinkLost(fenceLost, reason));
        Become(Lost);
    }

    private List<UnitResult> NextGroup()
    {
        var group = new List<UnitResult>(Math.Min(_waiting.Count, GroupUnits));
        var ordinals = new HashSet<long>(group.Capacity);
        var bytes = 0L;
        while (group.Count < GroupUnits && _waiting.TryPeek(out var next) && (group.Count == 0 || bytes + next.SizeBytes <= GroupBytes)
            && ordinals.Add(next.Unit.Ordinal))
        {
            group.Add(_waiting.Dequeue());
            bytes += next.SizeBytes;
        }

        return group;
    }

    private sealed record CommitNow
    {
        public static CommitNow Instance { get; } = new();
    }
}
