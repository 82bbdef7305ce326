using Akka.Actor;
using Akka.Event;
using Akka.Persistence;

namespace ActorBackfill.Host.Serving.Jobs;

/// <summary>
/// Takes jobs, journals them before it says so, and runs at most so many at a time. After the process died the queued ones are still
/// queued, and those that ran go on from their checkpoints.
/// </summary>
internal sealed partial class JobManagerActor : ReceivePersistentActor
{
    /// <summary>The most jobs that have not ended; whoever submits more is told so.</summary>
    public const int MostOpen = 10_000;

    // Each is a request that the server holds open.
    private const int MostWaiting = 1_000;

    private readonly string _name;
    private readonly int _limit;
    private readonly IRunJobs _runner;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource<string?> _ended;
    private readonly Action<int, int>? _counted;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly JobBook _book = new();
    private readonly Dictionary<string, IRunningJob> _active = new(StringComparer.Ordinal);
    private readonly List<(string Id, IActorRef Asker)> _waiting = [];
    private string? _problem;
    private bool _isStopping;

    public JobManagerActor(string name, int limit, IRunJobs runner, TimeProvider time, TaskCompletionSource<string?> ended, Action<int, int>? counted)
    {
        (_name, _limit, _runner, _time, _ended, _counted) = (name, limit, runner, time, ended, counted);
        Recover<IServingEvent>(_book.Apply);
        Recover<RecoveryCompleted>(_ => StartNext());
        Become(Serving);
    }

    /// <inheritdoc/>
    public override string PersistenceId => "serve-" + _name;

    /// <param name="name">The name of what is served.</param>
    /// <param name="limit">Jobs at a time.</param>
    /// <param name="runner">Runs them.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ended">Gets null when the manager was stopped, or why it ended by itself.</param>
    /// <param name="counted">Hears how many jobs wait and how many run, whenever that changes.</param>
    public static Props For(string name, int limit, IRunJobs runner, TimeProvider time, TaskCompletionSource<string?> ended, Action<int, int>? counted = null) =>
        Props.Create(() => new JobManagerActor(name, limit, runner, time, ended, counted));

    /// <inheritdoc/>
    protected override void PostStop()
    {
        // A manager whose journal fails leaves nothing running that nobody could ask about.
        foreach (var running in _active.Values)
        {
            running.Stop(now: true);
        }

        _ended.TrySetResult(_problem);
        base.PostStop();
    }

    /// <inheritdoc/>
    protected override void OnRecoveryFailure(Exception reason, object? message = null) => _problem = $"the journal of the jobs cannot be read: {reason.Message}";

    /// <inheritdoc/>
    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) => _problem = $"the journal of the jobs cannot be written: {cause.Message}";

    /// <inheritdoc/>
    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        _problem = $"the journal of the jobs rejected {@event.GetType().Name}: {cause.Message}";
        Context.Stop(Self);
    }

    private void Serving()
    {
        Queries();
        Command<SubmitJob>(OnSubmit);
        Command<ChangeJob>(OnChange);
        Command<JobRunEnded>(OnRunEnded);
        Command<StopServing>(OnStop);
    }

    private void Stopping()
    {
        Queries();
        Command<SubmitJob>(_ => Sender.Tell(ServerStopping.Instance));
        Command<ChangeJob>(OnChange);
        Command<JobRunEnded>(OnRunEnded);
        Command<StopServing>(OnStop);
    }

    private void Queries()
    {
        Command<GetJob>(get => Sender.Tell((object?)_book.Find(get.Id) ?? new JobUnknown(get.Id)));
        Command<AwaitJob>(OnAwait);
        Command<GetReadiness>(_ => Sender.Tell(_isStopping ? ServerStopping.Instance : TakingJobs.Instance));
        Command<GetJobs>(_ => Sender.Tell(new SubmittedJobs(_book.All)));
    }

    private void OnAwait(AwaitJob awaited)
    {
        if (_isStopping)
        {
            Sender.Tell(ServerStopping.Instance);
        }
        else if (_book.Find(awaited.Id) is { IsOver: false } && _waiting.Count < MostWaiting)
        {
            _waiting.Add((awaited.Id, Sender));
        }
        else
        {
            Sender.Tell((object?)_book.Find(awaited.Id) ?? new JobUnknown(awaited.Id));
        }
    }

    private void OnSubmit(SubmitJob submit)
    {
        if (_book.Open >= MostOpen)
        {
            Sender.Tell(new QueueFull(_book.Open));
            return;
        }

        var asker = Sender;
        Persist(new JobSubmitted(submit.Id, _time.GetUtcNow(), submit.Items, submit.Request), e =>
        {
            _book.Apply(e);
            asker.Tell(_book.Get(e.Id));
            StartNext();
        });
    }

    private void OnStop(StopServing stop)
    {
        _isStopping = true;
        Become(Stopping);
        _waiting.ForEach(w => w.Asker.Tell(ServerStopping.Instance));
        _waiting.Clear();
        foreach (var running in _active.Values)
        {
            running.Stop(stop.Now);
        }

        Go();
    }

    private void End(SubmittedJob job, JobStatus status, JobFigures? figures, string? message, Action then) =>
        Persist(new JobEnded(job.Id, _time.GetUtcNow(), status, figures, message), e =>
        {
            _book.Apply(e);
            _log.Info("Job {Job} has ended: {Status}", e.Id, WireNames.Lower(e.Status));
            Answer(e.Id);
            then();
            Count();
        });

    private void Count() => _counted?.Invoke(_book.Open - _active.Count, _active.Count);

    private void Answer(string id)
    {
        foreach (var (_, asker) in _waiting.Where(w => w.Id == id))
        {
            asker.Tell(_book.Get(id));
        }

        _waiting.RemoveAll(w => w.Id == id);
    }

    private void Go()
    {
        if (!_isStopping)
        {
            StartNext();
        }
        else if (_active.Count == 0)
        {
            Context.Stop(Self);
        }
    }
}
