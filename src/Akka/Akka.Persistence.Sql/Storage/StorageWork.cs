namespace Akka.Persistence.Sql.Storage;

/// <summary>Something to do on the storage's only connection, by its own thread.</summary>
internal abstract class StorageWork
{
    /// <summary>Tables that must exist before <see cref="Run"/>; null leaves them to whoever runs the database.</summary>
    public required StorageSchema? Schema { get; init; }

    /// <summary>Whether a transaction is needed.</summary>
    public virtual bool Writes => true;

    /// <summary>What it adds to a group's size, in bytes of payload.</summary>
    public virtual long Bytes => 0;

    /// <summary>What it adds to a group's size, in rows.</summary>
    public virtual int Rows => 1;

    /// <summary>Runs the statements; may run again after a group was rolled back, so it changes nothing but the database.</summary>
    public abstract void Run(StorageSession session);

    /// <summary>Called once, after the commit.</summary>
    public abstract void Succeed();

    /// <summary>Called once, when nothing of it was committed or nobody can tell.</summary>
    public abstract void Fail(Exception cause);
}

/// <summary>Work with an answer.</summary>
internal abstract class StorageWork<T> : StorageWork
{
    // Not inline: an actor on the calling thread's dispatcher must not run on the writer's thread.
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    /// <summary>Ends after the commit.</summary>
    public Task<T> Answer => _answer.Task;

    public sealed override void Run(StorageSession session) => _result = Query(session);

    public sealed override void Succeed() => _answer.SetResult(_result!);

    public sealed override void Fail(Exception cause) => _answer.SetException(cause);

    protected abstract T Query(StorageSession session);
}
