using Akka.Actor;

namespace Akka.Dispatch;

/// <summary>
/// A list of arrays that many threads append to and one takes from. A producer takes its slot with one
/// increment and fills it; a slot that is taken but not yet filled looks empty to the consumer, which is
/// safe because a producer looks whether the mailbox must be scheduled only after it has filled its slot.
/// </summary>
internal sealed class SegmentedQueue
{
    // 16 bytes a message and nothing else; small first, since most actors never have many messages at once.
    private const int FirstSegment = 8;
    private const int LargestSegment = 2048;

    private Segment _head;
    private int _read;
    private long _taken;
    private Segment _tail;

    public SegmentedQueue() => _head = _tail = new Segment(FirstSegment, 0);

    /// <summary>Gets a value indicating whether the oldest slot is filled. The consumer's view.</summary>
    public bool HasItems
    {
        get
        {
            var segment = Volatile.Read(ref _head);
            var read = Volatile.Read(ref _read);
            return read < segment.Slots.Length
                ? Volatile.Read(ref segment.Slots[read].Message) is not null
                : segment.Next is { } next && Volatile.Read(ref next.Slots[0].Message) is not null;
        }
    }

    public int Count
    {
        get
        {
            var tail = Volatile.Read(ref _tail);
            var reserved = tail.Start + Math.Min(Volatile.Read(ref tail.Reserved), tail.Slots.Length);
            return (int)Math.Clamp(reserved - Volatile.Read(ref _taken), 0, int.MaxValue);
        }
    }

    public void Enqueue(object message, IActorRef? sender)
    {
        while (true)
        {
            var tail = Volatile.Read(ref _tail);
            var index = Interlocked.Increment(ref tail.Reserved) - 1;
            var slots = tail.Slots;
            if ((uint)index < (uint)slots.Length)
            {
                slots[index].Sender = sender;
                // A full fence: the caller reads the mailbox's status next, and that read must not come first.
                Interlocked.Exchange(ref slots[index].Message, message);
                return;
            }

            Grow(tail);
        }
    }

    /// <summary>Takes the oldest message. One thread at a time.</summary>
    public bool TryDequeue(out Envelope envelope)
    {
        var segment = _head;
        if (_read == segment.Slots.Length)
        {
            if (segment.Next is not { } next)
            {
                envelope = default;
                return false;
            }

            Volatile.Write(ref _read, 0);
            Volatile.Write(ref _head, next);
            segment = next;
        }

        ref var slot = ref segment.Slots[_read];
        var message = Volatile.Read(ref slot.Message);
        if (message is null)
        {
            envelope = default;
            return false;
        }

        envelope = new Envelope(message, slot.Sender);
        slot = default;
        _read++;
        _taken++;
        return true;
    }

    private void Grow(Segment full)
    {
        if (full.Next is null)
        {
            var next = new Segment(Math.Min(full.Slots.Length * 4, LargestSegment), full.Start + full.Slots.Length);
            Interlocked.CompareExchange(ref full.Next, next, null);
        }

        // Late losers leave the reserved count of a full segment growing; it is clamped where it is read.
        Interlocked.CompareExchange(ref _tail, full.Next, full);
    }

    private struct Slot
    {
        public object? Message;
        public IActorRef? Sender;
    }

    private sealed class Segment(int size, long start)
    {
        public readonly Slot[] Slots = new Slot[size];
        public readonly long Start = start;
        public volatile Segment? Next;
        public int Reserved;
    }
}
