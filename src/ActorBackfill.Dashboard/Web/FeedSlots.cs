namespace ActorBackfill.Dashboard.Web;

/// <summary>How many readers follow a feed at a time: each holds a connection for as long as the page is open.</summary>
public sealed class FeedSlots
{
    /// <summary>The most feeds at a time; whoever comes later asks again by itself, as pages do without a feed.</summary>
    public const int Most = 200;

    private int _taken;

    /// <summary>Gets the feeds that are open.</summary>
    public int Taken => Volatile.Read(ref _taken);

    /// <summary>Takes a slot; dispose it at the feed's end.</summary>
    /// <returns>Null when all are taken: the answer is 503.</returns>
    public IDisposable? TryTake()
    {
        if (Interlocked.Increment(ref _taken) <= Most)
        {
            return new Slot(this);
        }

        Interlocked.Decrement(ref _taken);
        return null;
    }

    private sealed class Slot(FeedSlots slots) : IDisposable
    {
        private int _isFree;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isFree, 1) == 0)
            {
                Interlocked.Decrement(ref slots._taken);
            }
        }
    }
}
