using Akka.Actor;
using Akka.Dispatch.MessageQueues;

namespace Akka.Dispatch;

/// <summary>
/// One actor's messages and whose turn it is. Its status holds, from the lowest bit: closed, scheduled,
/// and the number of times it is suspended.
/// </summary>
public partial class Mailbox : IRunnable
{
    private const int Open = 0;
    private const int Closed = 1;
    private const int Scheduled = 2;
    private const int SuspendUnit = 4;
    private const int PrimaryMask = 3;

    private readonly Lock _cleaning = new();
    private int _status = Open;

    /// <summary>Initializes a new instance of the <see cref="Mailbox"/> class.</summary>
    /// <param name="messageQueue">Where user messages wait.</param>
    public Mailbox(IMessageQueue messageQueue) => MessageQueue = messageQueue;

    /// <summary>Gets where user messages wait.</summary>
    public IMessageQueue MessageQueue { get; }

    /// <summary>Gets the dispatcher that runs this mailbox.</summary>
    public MessageDispatcher Dispatcher => Actor!.Dispatcher;

    internal ActorCell? Actor { get; private set; }

    // Set while the run that now ends had more to do than its share: the dispatcher lets others go first.
    internal bool IsYielding { get; private set; }

    internal bool HasMessages => MessageQueue.HasMessages;

    internal int NumberOfMessages => MessageQueue.Count;

    internal bool IsSuspended => (Volatile.Read(ref _status) & ~PrimaryMask) != 0;

    internal bool IsClosed => Volatile.Read(ref _status) == Closed;

    internal bool IsScheduled => (Volatile.Read(ref _status) & Scheduled) != 0;

    internal bool ShouldProcessMessage => (Volatile.Read(ref _status) & ~Scheduled) == 0;

    internal void SetActor(ActorCell actor) => Actor = actor;

    /// <summary>Whether there is reason to give this mailbox a turn.</summary>
    internal bool CanBeScheduledForExecution(bool hasMessageHint, bool hasSystemMessageHint)
    {
        var status = Volatile.Read(ref _status);
        return (status & ~Scheduled) switch
        {
            Open => hasMessageHint || hasSystemMessageHint || HasSystemMessages || HasMessages,
            Closed => false,
            _ => hasSystemMessageHint || HasSystemMessages,
        };
    }

    /// <summary>Takes the right to run; false if someone has it or the mailbox is closed.</summary>
    internal bool SetAsScheduled()
    {
        while (true)
        {
            var status = Volatile.Read(ref _status);
            if ((status & PrimaryMask) != Open)
                return false;
            if (Interlocked.CompareExchange(ref _status, status | Scheduled, status) == status)
                return true;
        }
    }

    // Interlocked, so that what was enqueued before is seen by the look at the queues that follows.
    internal void SetAsIdle() => Interlocked.And(ref _status, ~Scheduled);

    internal bool Suspend()
    {
        while (true)
        {
            var status = Volatile.Read(ref _status);
            if (status == Closed)
                return false;
            if (Interlocked.CompareExchange(ref _status, status + SuspendUnit, status) == status)
                return status < SuspendUnit;
        }
    }

    internal bool Resume()
    {
        while (true)
        {
            var status = Volatile.Read(ref _status);
            if (status == Closed)
                return false;
            var next = status < SuspendUnit ? status : status - SuspendUnit;
            if (Interlocked.CompareExchange(ref _status, next, status) == status)
                return next < SuspendUnit;
        }
    }

    internal void BecomeClosed() => Interlocked.Exchange(ref _status, Closed);
}
