using ActorBackfill.Domain.Checkpoints;

namespace ActorBackfill.Host.Journals;

/// <summary>Remembers the last run among the events of a journal.</summary>
internal sealed class LastRun
{
    private RunEnded? _end;

    /// <summary>Gets its start, or null.</summary>
    public RunStarted? Started { get; private set; }

    /// <summary>Gets its end in order, or null.</summary>
    public RunEnded? Ended => _end?.RunId == Started?.RunId ? _end : null;

    /// <summary>Looks at the next event.</summary>
    public void See(ICheckpointEvent next)
    {
        Started = next as RunStarted ?? Started;
        _end = next as RunEnded ?? _end;
    }

    /// <summary>Looks at events from before those that were seen; null is none.</summary>
    public void SeeOlder(RunStarted? started, RunEnded? ended)
    {
        Started ??= started;
        _end ??= ended;
    }
}
