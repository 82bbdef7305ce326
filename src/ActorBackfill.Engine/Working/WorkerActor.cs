using ActorBackfill.Domain.Jobs;
using ActorBackfill.Engine.Controlling;
using ActorBackfill.Engine.Dispatching;
using Akka.Actor;

namespace ActorBackfill.Engine.Working;

/// <summary>
/// Does the units it is dealt and asks for more; hands results to the writer without waiting for their commit. Its connection and its
/// processor are its own. The work runs in a task, so that it still hears a cancel.
/// </summary>
internal sealed class WorkerActor : ReceiveActor, IWithTimers
{
    private const string OvertimeTimer = "overtime";

    // How often it is looked whether an attempt goes on for too long; more often where that is short.
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(5);

    private readonly WorkerParts _parts;
    private readonly UnitRunner _runner;
    private readonly OwnEquipment? _equipment;
    private readonly CancellationTokenSource _cancellation = new();
    private Task _running = Task.CompletedTask;
    private LeaseRunner? _lease;
    private AssignUnits? _assigned;

    public WorkerActor(WorkerParts parts)
    {
        _parts = parts;
        _runner = new UnitRunner(parts);
        _equipment = parts.Job.Instance == InstanceScope.Worker ? new OwnEquipment(parts.Ports) : null;
        Become(Idle);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    public static Props For(WorkerParts parts) => Props.Create(() => new WorkerActor(parts));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        var look = _parts.Job.Retry.GivenUpAfter / 4;
        Timers.StartPeriodicTimer(OvertimeTimer, CheckOvertime.Instance, look < LongestLook ? look : LongestLook);
        _parts.Supervisor.Tell(new RequestWork(Self));
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        _cancellation.Cancel();
        _ = DisposeAsync(_running, _equipment, _cancellation);
    }

    // The task may still use them; they go when it has ended.
    private static async Task DisposeAsync(Task running, OwnEquipment? equipment, CancellationTokenSource cancellation)
    {
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (equipment is not null)
        {
            await equipment.DisposeAsync();
        }

        cancellation.Dispose();
    }

    private void Idle()
    {
        Receive<AssignUnits>(OnAssign);
        Receive<DrainWorker>(_ => Context.Stop(Self));
        Common();
    }

    private void Busy()
    {
        Receive<LeaseEnded>(OnLeaseEnded, ended => ended.Lease == _assigned!.Lease);
        Receive<LeaseCrashed>(OnLeaseCrashed, crashed => crashed.Lease == _assigned!.Lease);
        Receive<CheckOvertime>(_ => OnCheckOvertime());
        Common();
    }

    private void Common()
    {
        Receive<CancelWork>(_ => _cancellation.Cancel());
        Receive<CheckOvertime>(_ => { });

        // Of the instance before a restart; the supervisor has taken that lease back already.
        Receive<LeaseEnded>(_ => { });
        Receive<LeaseCrashed>(_ => { });
    }

    private void OnAssign(AssignUnits assigned)
    {
        var lease = new LeaseRunner(_parts, _runner, _equipment);
        (_lease, _assigned) = (lease, assigned);
        var (self, token) = (Self, _cancellation.Token);

        // A pool thread from the start: sources and processors may block before their first await.
        var running = _parts.Ports.Start(() => lease.RunAsync(assigned, self, token));
        _running = running;
        _ = running.PipeTo(Self, success: ended => ended, failure: error => new LeaseCrashed(assigned.Lease, error));
        Become(Busy);
    }

    private void OnLeaseEnded(LeaseEnded ended)
    {
        _parts.Supervisor.Tell(ended);
        Become(Idle);
    }

    // A crash of the engine's own code: let the pool restart this worker; its new self asks for work, which tells the supervisor that
    // the lease is gone.
    private static void OnLeaseCrashed(LeaseCrashed crashed) =>
        throw new InvalidOperationException("a lease ended with an exception of its own", crashed.Error);

    // Every attempt is cancelled when its time is over. One that does not notice is left behind, with the thread it may block: the new
    // instance has its own connection and processor.
    private void OnCheckOvertime()
    {
        if (_lease!.TryRevoke(_assigned!, Self, _parts.Job.Retry.GivenUpAfter) is { } lost)
        {
            _parts.Supervisor.Tell(lost);
            throw new TimeoutException(lost.Hung.Text);
        }
    }

    private sealed record LeaseCrashed(long Lease, Exception Error);

    private sealed record CheckOvertime
    {
        public static CheckOvertime Instance { get; } = new();
    }
}
