using ActorBackfill.Domain.Jobs;
using ActorBackfill.Engine.Dispatching;
using Akka.Actor;

namespace ActorBackfill.Engine.Working;

/// <summary>
/// Does the units it is dealt and asks for more; hands results to the writer without waiting for their commit. Its connection and its
/// processor are its own. The work runs in a task, so that it still hears a cancel.
/// </summary>
internal sealed class WorkerActor : ReceiveActor
{
    private readonly WorkerParts _parts;
    private readonly UnitRunner _runner;
    private readonly CancellationTokenSource _cancellation = new();
    private Equipment? _equipment;
    private Task _running = Task.CompletedTask;

    public WorkerActor(WorkerParts parts)
    {
        _parts = parts;
        _runner = new UnitRunner(parts);
        Become(Idle);
    }

    public static Props For(WorkerParts parts) => Props.Create(() => new WorkerActor(parts));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        _equipment = _parts.Job.Instance == InstanceScope.Worker ? new Equipment(_parts.Ports.Sink, _parts.Ports.CreateProcessor) : null;
        _parts.Supervisor.Tell(new RequestWork(Self));
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        _cancellation.Cancel();
        _ = DisposeAsync(_running, _equipment, _cancellation);
    }

    // The task may still use them; they go when it has ended.
    private static async Task DisposeAsync(Task running, Equipment? equipment, CancellationTokenSource cancellation)
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
        Receive<CancelWork>(_ => _cancellation.Cancel());

        // Of the instance before a restart; the supervisor has taken that lease back already.
        Receive<LeaseEnded>(_ => { });
    }

    private void Busy()
    {
        Receive<LeaseEnded>(OnLeaseEnded);
        Receive<Status.Failure>(OnLeaseCrashed);
        Receive<CancelWork>(_ => _cancellation.Cancel());
    }

    private void OnAssign(AssignUnits assigned)
    {
        var lease = new LeaseRunner(_parts, _runner, _equipment);
        var (self, token) = (Self, _cancellation.Token);

        // A pool thread from the start: sources and processors may block before their first await.
        var running = _parts.Ports.Start(() => lease.RunAsync(assigned, self, token));
        _running = running;
        _ = running.PipeTo(Self, success: ended => ended, failure: error => new Status.Failure(error));
        Become(Busy);
    }

    private void OnLeaseEnded(LeaseEnded ended)
    {
        _parts.Supervisor.Tell(ended);
        Become(Idle);
    }

    // A crash of the engine's own code: let the pool restart this worker; its new self asks for work, which tells the supervisor that
    // the lease is gone.
    private void OnLeaseCrashed(Status.Failure failure) =>
        throw new InvalidOperationException("a lease ended with an exception of its own", failure.Cause);
}
