using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;

namespace ActorBackfill.Host.Serving.Jobs;

/// <summary>All jobs that were ever submitted. The same events give the same book; no clock, no chance, no I/O. Owned by one actor.</summary>
internal sealed class JobBook
{
    private readonly Dictionary<string, SubmittedJob> _jobs = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    /// <summary>Gets how many jobs have not ended.</summary>
    public int Open { get; private set; }

    /// <summary>Gets all jobs in the order of their submission.</summary>
    public ImmutableArray<SubmittedJob> All => [.. _order.Select(id => _jobs[id])];

    /// <summary>Gets a job; null when there is none of that id.</summary>
    public SubmittedJob? Find(string id) => _jobs.GetValueOrDefault(id);

    /// <summary>Gets a job that there is.</summary>
    public SubmittedJob Get(string id) => _jobs[id];

    /// <summary>
    /// Gets the jobs to begin now: first those that ran when the process died, paused ones too, which keep their place; then by priority, then in
    /// the order they came, without those that are paused.
    /// </summary>
    /// <param name="active">Those that run in this process.</param>
    /// <param name="limit">How many may run at a time.</param>
    public ImmutableArray<SubmittedJob> Startable(IReadOnlyCollection<string> active, int limit) =>
    [
        .. _order.Select(id => _jobs[id])
            .Where(j => !j.IsOver && !active.Contains(j.Id) && (j.Status == JobStatus.Running || j.PausedSince is null))
            .OrderByDescending(j => j.Status == JobStatus.Running)
            .ThenByDescending(j => j.Request.Priority)
            .ThenBy(j => j.Number)
            .Take(Math.Max(0, limit - active.Count)),
    ];

    /// <summary>Applies an event.</summary>
    /// <exception cref="CorruptEventException">It tells of a job that was never submitted, or twice.</exception>
    public void Apply(IServingEvent @event)
    {
        if (@event is JobSubmitted submitted)
        {
            Add(submitted);
            return;
        }

        var job = Find(@event.Id) ?? throw new CorruptEventException($"{@event.GetType().Name} tells of job {@event.Id}, which was never submitted");
        var next = _jobs[job.Id] = @event switch
        {
            JobStarted => job with { Status = JobStatus.Running, StartedAt = @event.At, IsWantedAgain = false },
            CancellationAsked => job with { IsCancelling = true },
            JobChanged changed => JobChanges.Apply(job, changed),
            JobEnded ended => Ended(job, ended),
            _ => throw new CorruptEventException($"{@event.GetType().Name} has no meaning for the job manager"),
        };
        Open += (next.IsOver ? 0 : 1) - (job.IsOver ? 0 : 1);
    }

    private static SubmittedJob Ended(SubmittedJob job, JobEnded ended) => job with
    {
        Status = ended.Status,
        EndedAt = ended.At,
        Figures = ended.Figures?.After(job.Earlier) ?? job.Earlier,
        Message = ended.Message,
        IsCancelling = false,
        IsStopping = false,
        IsWantedAgain = false,
        PausedSince = null,
    };

    private void Add(JobSubmitted submitted)
    {
        var job = new SubmittedJob
        {
            Id = submitted.Id,
            Number = _order.Count + 1,
            SubmittedAt = submitted.At,
            Items = submitted.Items,
            Request = submitted.Request,
        };
        if (!_jobs.TryAdd(job.Id, job))
        {
            throw new CorruptEventException($"job {job.Id} was submitted twice");
        }

        _order.Add(job.Id);
        Open++;
    }
}
