using System.Collections.Concurrent;

namespace ActorBackfill.Host.Listening;

/// <summary>Lines on their way from actors to whoever shows the progress, which is not thread safe. Bounded: what is beyond is only counted. Thread safe.</summary>
internal sealed class LineQueue
{
    // Between two looks half a second lies at most; nobody reads more lines than this in that time.
    private const int Most = 1_000;

    private readonly ConcurrentQueue<string> _lines = [];
    private int _dropped;

    /// <summary>Adds a line.</summary>
    public void Add(string line)
    {
        if (_lines.Count < Most)
        {
            _lines.Enqueue(line);
        }
        else
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    /// <summary>Takes all lines in their order.</summary>
    public IEnumerable<string> Take()
    {
        while (_lines.TryDequeue(out var line))
        {
            yield return line;
        }

        if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var dropped)
        {
            yield return $"... {dropped} lines more";
        }
    }
}
