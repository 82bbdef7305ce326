namespace Akka.Persistence.Sql.Storage;

/// <summary>A bounded queue with one reader that takes all that a group may hold.</summary>
internal sealed class StorageQueue(int capacity)
{
    // More would only lengthen the wait of the first in the group: at this size a sync is a fraction of the inserts.
    private const int MostRows = 10_000;
    private const long MostBytes = 16L << 20;
    private readonly Queue<StorageWork> _waiting = new();
    private bool _closed;

    public void Add(StorageWork work)
    {
        lock (_waiting)
        {
            if (_closed)
                throw new InvalidOperationException("The storage is closed.");
            if (_waiting.Count >= capacity)
                throw new InvalidOperationException($"The storage's queue is full ({capacity}); nothing of this was written.");
            _waiting.Enqueue(work);
            if (_waiting.Count == 1)
                Monitor.Pulse(_waiting);
        }
    }

    /// <summary>Refuses what comes after; what waits is still taken.</summary>
    public void Close()
    {
        lock (_waiting)
        {
            _closed = true;
            Monitor.PulseAll(_waiting);
        }
    }

    /// <summary>Waits for work and moves it into <paramref name="group"/>.</summary>
    /// <returns>False when the queue is closed and empty.</returns>
    public bool Take(List<StorageWork> group)
    {
        group.Clear();
        lock (_waiting)
        {
            while (_waiting.Count == 0 && !_closed)
                _ = Monitor.Wait(_waiting);
            var rows = 0;
            var bytes = 0L;
            while (rows < MostRows && bytes < MostBytes && _waiting.TryDequeue(out var work))
            {
                group.Add(work);
                rows += work.Rows;
                bytes += work.Bytes;
            }
            return group.Count > 0;
        }
    }
}
