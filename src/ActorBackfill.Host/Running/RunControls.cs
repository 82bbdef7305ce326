using ActorBackfill.Engine.Controlling;

namespace ActorBackfill.Host.Running;

/// <summary>
/// Commands to a run from whoever began it in this process, instead of over its socket. What was said before the run listens holds from its
/// start. Thread safe.
/// </summary>
internal sealed class RunControls
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Type, ChangeRun> _standing = [];
    private Action<ChangeRun>? _tell;

    /// <summary>Gives a command.</summary>
    /// <param name="change">A pause, its end, workers or a rate.</param>
    public void Give(ChangeRun change)
    {
        lock (_lock)
        {
            // A pause and its end are one thing that is so or not.
            _standing[change is UnpauseRun ? typeof(PauseRun) : change.GetType()] = change;
            _tell?.Invoke(change);
        }
    }

    /// <summary>Begins to listen; hears at once what stands.</summary>
    /// <param name="tell">Gets each command; has to return at once.</param>
    public void Attach(Action<ChangeRun> tell)
    {
        lock (_lock)
        {
            _tell = tell;
            foreach (var change in _standing.Values.Where(c => c is not UnpauseRun))
            {
                tell(change);
            }
        }
    }

    /// <summary>Listens no longer.</summary>
    public void Detach()
    {
        lock (_lock)
        {
            _tell = null;
        }
    }
}
