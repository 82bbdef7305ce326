using ActorBackfill.Engine.Controlling;
using ActorBackfill.Host.Running;
using ActorBackfill.Host.Serving.Jobs;

namespace ActorBackfill.Host.Serving.Stages;

/// <summary>What people want of the runs of one job: those that go on are told, those to come begin with it. Thread safe.</summary>
internal sealed class JobControls
{
    private readonly int _standard;
    private readonly Lock _lock = new();
    private readonly Dictionary<RunControls, WorkerShare> _running = [];
    private TaskCompletionSource _going = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private JobChanged? _limited;
    private JobChanged? _paused;
    private int? _workers;
    private bool _isEnding;

    /// <summary>Goes on with what was asked for before the process began.</summary>
    /// <param name="job">The job.</param>
    /// <param name="standard">Its units at a time where nobody has asked for others.</param>
    public JobControls(SubmittedJob job, int standard)
    {
        (_standard, _workers, _limited) = (standard, job.Workers, job.Limited);
        if (job.PausedSince is null)
        {
            _going.SetResult();
        }
    }

    /// <summary>Gets its units at a time, over all its sources.</summary>
    public int Workers
    {
        get
        {
            lock (_lock)
            {
                return _workers ?? _standard;
            }
        }
    }

    /// <summary>Waits while the job is paused; whoever ends it waits no longer.</summary>
    public Task WhilePausedAsync()
    {
        lock (_lock)
        {
            return _going.Task;
        }
    }

    /// <summary>Begins to control a run.</summary>
    /// <param name="share">Its part of the job's units.</param>
    public RunControls Begin(WorkerShare share)
    {
        var controls = new RunControls();
        lock (_lock)
        {
            _running[controls] = share;
            if (_limited is { Change: LimitJob limit })
            {
                controls.Give(new LimitRun(_limited.Who, limit.PerSecond));
            }

            if (_paused is { } paused && !_going.Task.IsCompleted)
            {
                controls.Give(new PauseRun(paused.Who));
            }
        }

        return controls;
    }

    /// <summary>A run has ended.</summary>
    public void End(RunControls controls)
    {
        lock (_lock)
        {
            _running.Remove(controls);
        }
    }

    /// <summary>Tells the runs.</summary>
    /// <param name="changed">The command, with who gave it.</param>
    public void Change(JobChanged changed)
    {
        lock (_lock)
        {
            if (_isEnding)
            {
                return;
            }

            Note(changed);
            foreach (var (controls, share) in _running)
            {
                if (ToRun(changed, share) is { } change)
                {
                    controls.Give(change);
                }
            }
        }
    }

    /// <summary>The job ends: nobody waits for the end of a pause any more.</summary>
    public void Release()
    {
        lock (_lock)
        {
            _isEnding = true;
            _going.TrySetResult();
        }
    }

    private void Note(JobChanged changed)
    {
        switch (changed.Change)
        {
            case PauseJob when _going.Task.IsCompleted:
                (_going, _paused) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), changed);
                break;
            case UnpauseJob:
                _going.TrySetResult();
                break;
            case ScaleJob scale:
                _workers = scale.Workers;
                break;
            case LimitJob limit:
                _limited = limit.PerSecond is null ? null : changed;
                break;
        }
    }

    private ChangeRun? ToRun(JobChanged changed, WorkerShare share) => changed.Change switch
    {
        PauseJob => new PauseRun(changed.Who),
        UnpauseJob => new UnpauseRun(changed.Who),
        ScaleJob scale when !share.IsOne => new ScaleRun(changed.Who, share.Of(scale.Workers ?? _standard)),
        LimitJob limit => new LimitRun(changed.Who, limit.PerSecond),
        _ => null,
    };
}

/// <summary>Which part of a job's units at a time one run has.</summary>
/// <param name="Place">Its place among the runs that are asked at once, from 0.</param>
/// <param name="Runs">How many these are.</param>
/// <param name="IsOne">Whether it has one unit at a time, whatever the job has.</param>
internal readonly record struct WorkerShare(int Place, int Runs, bool IsOne)
{
    /// <summary>Gets its units at a time, at least 1.</summary>
    /// <param name="workers">The job's.</param>
    public int Of(int workers) => IsOne ? 1 : Math.Max(1, (workers + Runs - 1 - Place) / Runs);
}
