namespace ActorBackfill.Engine.Dispatching;

/// <summary>Attempts that wait for their time. Owned by the supervisor.</summary>
internal sealed class RetryQueue
{
    /// <summary>New units are not dealt while so many wait: a source that fails everything does not fill the memory.</summary>
    public const int Limit = 10_000;

    private readonly PriorityQueue<UnitAttempt, TimeSpan> _waiting = new();

    /// <summary>Gets how many wait.</summary>
    public int Count => _waiting.Count;

    /// <summary>Gets when the next is due, since the run began; null when none waits.</summary>
    public TimeSpan? NextDue => _waiting.TryPeek(out _, out var due) ? due : null;

    /// <summary>Lets an attempt wait.</summary>
    public void Add(UnitAttempt attempt, TimeSpan due) => _waiting.Enqueue(attempt, due);

    /// <summary>Forgets one attempt; false when it does not wait. Looks at all of them: for the rare case.</summary>
    public bool Remove(UnitAttempt attempt) => _waiting.Remove(attempt, out _, out _);

    /// <summary>Gets when an attempt is due, since the run began; null when it does not wait. Looks at all of them: for who asks.</summary>
    public TimeSpan? DueOf(UnitAttempt attempt)
    {
        foreach (var (waiting, due) in _waiting.UnorderedItems)
        {
            if (waiting == attempt)
            {
                return due;
            }
        }

        return null;
    }

    /// <summary>Takes the attempts that are due.</summary>
    public IEnumerable<UnitAttempt> TakeDue(TimeSpan now)
    {
        while (_waiting.TryPeek(out var attempt, out var due) && due <= now)
        {
            _waiting.Dequeue();
            yield return attempt;
        }
    }

    /// <summary>Forgets all: the run is being stopped.</summary>
    public void Clear() => _waiting.Clear();
}
