namespace Akka.Actor;

/// <summary>Why an actor waits for children to end.</summary>
internal enum SuspendReason
{
    None,
    UserRequest,
    Creation,
    Recreation,
    Termination,
    Terminated,
}

/// <summary>
/// An actor's children by name. Behind a lock because a guardian's children are made on any thread; all else is the actor's own turn.
/// </summary>
internal sealed class ChildrenContainer
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ChildRestartStats?> _byName = new(StringComparer.Ordinal);
    private HashSet<IActorRef>? _toDie;
    private SuspendReason _reason;
    private Exception? _cause;

    public bool IsTerminating
    {
        get
        {
            lock (_lock)
                return _reason is SuspendReason.Termination or SuspendReason.Terminated;
        }
    }

    public bool IsNormal
    {
        get
        {
            lock (_lock)
                return _reason is SuspendReason.None or SuspendReason.UserRequest;
        }
    }

    public void Reserve(string name, IActorRef parent)
    {
        lock (_lock)
        {
            if (!_byName.TryAdd(name, null))
                throw new InvalidActorNameException($"Actor name \"{name}\" is not unique! (parent: {parent.Path})");
        }
    }

    public void Unreserve(string name)
    {
        lock (_lock)
            _byName.Remove(name);
    }

    public void Add(string name, IInternalActorRef child)
    {
        lock (_lock)
            _byName[name] = new ChildRestartStats(child);
    }

    public ChildRestartStats? Find(string name)
    {
        lock (_lock)
            return _byName.GetValueOrDefault(name);
    }

    public IReadOnlyList<IInternalActorRef> Refs() => [.. Stats().Select(s => s.Child)];

    public IReadOnlyList<ChildRestartStats> Stats()
    {
        lock (_lock)
            return [.. _byName.Values.OfType<ChildRestartStats>()];
    }

    public void ShallDie(IInternalActorRef child)
    {
        lock (_lock)
        {
            if (_byName.GetValueOrDefault(child.Path.Name)?.Child.Equals(child) != true)
                return;
            (_toDie ??= []).Add(child);
            if (_reason == SuspendReason.None)
                _reason = SuspendReason.UserRequest;
        }
    }

    /// <summary>Notes what the actor waits for; false if no child keeps it waiting.</summary>
    public bool SetReason(SuspendReason reason, Exception? cause)
    {
        lock (_lock)
        {
            if (_toDie is not { Count: > 0 })
                return false;
            _reason = reason;
            _cause = cause;
            return true;
        }
    }

    public void SetTerminated()
    {
        lock (_lock)
            _reason = SuspendReason.Terminated;
    }

    /// <summary>Takes a child out that has ended; says what the actor waited for if this was the last it waited for.</summary>
    public (SuspendReason Reason, Exception? Cause) Remove(IActorRef child)
    {
        lock (_lock)
        {
            _byName.Remove(child.Path.Name);
            _toDie?.Remove(child);
            if (_reason == SuspendReason.None || _toDie is { Count: > 0 })
                return (SuspendReason.None, null);
            var ended = (_reason, _cause);
            _reason = _reason is SuspendReason.Termination or SuspendReason.Terminated ? SuspendReason.Terminated : SuspendReason.None;
            _cause = null;
            return ended;
        }
    }
}
