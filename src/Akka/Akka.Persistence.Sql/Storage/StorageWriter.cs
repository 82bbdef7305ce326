namespace Akka.Persistence.Sql.Storage;

/// <summary>
/// The only connection of this process to one database, on a thread of its own because the driver blocks. All that waits is
/// committed as one group, so that many writers share one sync to disk.
/// </summary>
internal sealed class StorageWriter : IDisposable
{
    private readonly IDialect _dialect;
    private readonly StorageOptions _options;
    private readonly StorageQueue _queue;
    private readonly Thread _thread;
    private StorageSession? _session;

    public StorageWriter(StorageOptions options, IDialect dialect)
    {
        _options = options;
        _dialect = dialect;
        _queue = new StorageQueue(options.QueueSize);
        _thread = new Thread(Loop) { IsBackground = true, Name = "sql-storage" };
        _thread.Start();
    }

    /// <summary>Adds work to the queue; an answer of a full or closed queue is a failed task.</summary>
    public Task<T> Do<T>(StorageWork<T> work)
    {
        try
        {
            _queue.Add(work);
        }
        catch (InvalidOperationException refused)
        {
            work.Fail(refused);
        }
        return work.Answer;
    }

    /// <summary>Writes what waits, closes the connection and ends the thread.</summary>
    public void Dispose()
    {
        _queue.Close();
        _thread.Join();
    }

    private void Loop()
    {
        var group = new List<StorageWork>();
        while (_queue.Take(group))
            Commit(group);
        _session?.Dispose();
    }

    private void Commit(List<StorageWork> group)
    {
        try
        {
            Run(group);
        }
        catch (Exception refused) when (group.Count > 1 && _dialect.IsRefusal(refused))
        {
            // One row of the group cannot be stored: halves, so that only its own work fails.
            var half = group.Count / 2;
            Commit(group[..half]);
            Commit(group[half..]);
            return;
        }
        catch (Exception cause)
        {
            Abandon(group, cause);
            return;
        }
        foreach (var work in group)
            work.Succeed();
        Tidy();
    }

    private void Run(List<StorageWork> group)
    {
        var session = _session ??= new StorageSession(_dialect.Open(_options));
        _dialect.Check(session.Connection);
        foreach (var work in group)
            session.Ensure(work.Schema);
        if (group.Exists(work => work.Writes))
            session.InTransaction(s => group.ForEach(work => work.Run(s)));
        else
            group.ForEach(work => work.Run(session));
    }

    // A connection in trouble is not asked again; the next work opens another, so an outage ends without a restart.
    private void Abandon(List<StorageWork> group, Exception cause)
    {
        if (!_dialect.IsRefusal(cause))
            Close();
        foreach (var work in group)
            work.Fail(cause);
    }

    private void Tidy()
    {
        try
        {
            if (_session is { } session)
                _dialect.AfterCommit(session.Connection);
        }
        catch (System.Data.Common.DbException)
        {
            // The commits stand. A new connection finds out whether the trouble lasts, and tells the next work.
            Close();
        }
    }

    private void Close()
    {
        var session = _session;
        _session = null;
        try
        {
            session?.Dispose();
        }
        catch (System.Data.Common.DbException)
        {
            // It is given up anyway; what made it fail is told to the work.
        }
    }
}
