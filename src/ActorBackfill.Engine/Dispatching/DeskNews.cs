using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Engine.Statistics;

namespace ActorBackfill.Engine.Dispatching;

/// <summary>What has to be told after attempts ended without rows.</summary>
/// <param name="Closing">Units that ended; the journal has to hold it.</param>
/// <param name="Failures">Those of them that failed, for the counts.</param>
/// <param name="FailedAttempts">Attempts that failed and are made again, for the journal.</param>
/// <param name="Retries">Attempts that will be made again.</param>
internal sealed record AttemptsEnded(
    ImmutableArray<ClosedUnit> Closing, ImmutableArray<UnitFailedForGood> Failures, ImmutableArray<FailedAttempt> FailedAttempts, int Retries)
{
    /// <summary>Gets nothing.</summary>
    public static AttemptsEnded Nothing { get; } = new([], [], [], 0);
}

/// <summary>Collects what has to be told. Owned by the desk.</summary>
internal sealed class DeskNews
{
    private readonly List<ClosedUnit> _closing = [];
    private readonly List<UnitFailedForGood> _failures = [];
    private readonly List<FailedAttempt> _attempts = [];
    private int _retries;

    /// <summary>Gets how many units have ended.</summary>
    public int Count => _closing.Count;

    /// <summary>Notes a unit that ended.</summary>
    public void Add(ClosedUnit closed) => _closing.Add(closed);

    /// <summary>Notes a unit that failed for good.</summary>
    public void Add(UnitFailedForGood failure) => _failures.Add(failure);

    /// <summary>Notes an attempt that failed and was not the unit's last.</summary>
    public void Add(FailedAttempt attempt) => _attempts.Add(attempt);

    /// <summary>Notes an attempt that will be made again.</summary>
    public void AddRetry() => _retries++;

    /// <summary>Gets what was collected, and forgets it.</summary>
    public AttemptsEnded Take()
    {
        if (_closing.Count == 0 && _attempts.Count == 0 && _retries == 0)
        {
            return AttemptsEnded.Nothing;
        }

        var news = new AttemptsEnded([.. _closing], [.. _failures], [.. _attempts], _retries);
        _closing.Clear();
        _failures.Clear();
        _attempts.Clear();
        _retries = 0;
        return news;
    }
}
