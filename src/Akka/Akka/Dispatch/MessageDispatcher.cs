using Akka.Actor;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Dispatch;

/// <summary>Gives mailboxes their turns on threads.</summary>
public abstract class MessageDispatcher
{
    private long _inhabitants;

    /// <summary>Initializes a new instance of the <see cref="MessageDispatcher"/> class.</summary>
    /// <param name="configurator">Who makes it.</param>
    protected MessageDispatcher(MessageDispatcherConfigurator configurator)
    {
        Configurator = configurator;
        var config = configurator.Config;
        Throughput = config.GetInt("throughput", 100);
        Id = config.GetString("id", "");
        var deadline = config.GetTimeSpan("throughput-deadline-time", TimeSpan.Zero);
        ThroughputDeadlineTime = deadline > TimeSpan.Zero
            ? (long)(deadline.TotalSeconds * System.Diagnostics.Stopwatch.Frequency)
            : null;
    }

    /// <summary>Gets who made it.</summary>
    public MessageDispatcherConfigurator Configurator { get; }

    /// <summary>Gets the path in the configuration.</summary>
    public string Id { get; protected set; }

    /// <summary>Gets how many messages a mailbox may handle in one turn.</summary>
    public int Throughput { get; protected set; }

    /// <summary>Gets how long a turn may last, in ticks of the stopwatch; null for any time.</summary>
    public long? ThroughputDeadlineTime { get; protected set; }

    /// <summary>Gets the actor system's event stream.</summary>
    public EventStream EventStream => Configurator.Prerequisites.EventStream;

    /// <summary>Gets the actor system's mailboxes.</summary>
    public Mailboxes Mailboxes => Configurator.Prerequisites.Mailboxes;

    /// <summary>Gets the number of actors that use this dispatcher.</summary>
    protected long Inhabitants => Volatile.Read(ref _inhabitants);

    /// <summary>Runs a delegate on this dispatcher.</summary>
    /// <param name="run">The delegate.</param>
    public void Schedule(Action run) => Schedule(new ActionRunnable(run));

    /// <summary>Runs work on this dispatcher.</summary>
    /// <param name="run">The work.</param>
    public void Schedule(IRunnable run) => ExecuteTask(run);

    /// <summary>Takes an actor in and gives it its first turn.</summary>
    /// <param name="cell">The actor.</param>
    public virtual void Attach(ActorCell cell)
    {
        Register(cell);
        RegisterForExecution(cell.Mailbox, hasMessageHint: false, hasSystemMessageHint: true);
    }

    /// <summary>Lets an actor go that has ended: what waits in its mailbox becomes dead letters.</summary>
    /// <param name="cell">The actor.</param>
    public virtual void Detach(ActorCell cell)
    {
        try
        {
            var mailbox = cell.SwapMailbox(Mailboxes.DeadLetterMailbox);
            mailbox.BecomeClosed();
            mailbox.CleanUp();
        }
        finally
        {
            if (Interlocked.Decrement(ref _inhabitants) == 0)
                LastInhabitantLeft();
        }
    }

    /// <summary>Puts a user message into an actor's mailbox and sees that it gets a turn.</summary>
    /// <param name="cell">The actor.</param>
    /// <param name="envelope">The message.</param>
    public virtual void Dispatch(ActorCell cell, Envelope envelope)
    {
        var mailbox = cell.Mailbox;
        mailbox.MessageQueue.Enqueue(cell.Self, envelope);
        if (!RegisterForExecution(mailbox, hasMessageHint: true, hasSystemMessageHint: false) && mailbox.IsClosed)
            mailbox.CleanUpUserMessages();
    }

    /// <summary>Puts a system message into an actor's mailbox and sees that it gets a turn.</summary>
    /// <param name="cell">The actor.</param>
    /// <param name="message">The message.</param>
    public virtual void SystemDispatch(ActorCell cell, SystemMessage message)
    {
        var mailbox = cell.Mailbox;
        mailbox.SystemEnqueue(cell.Self, message);
        RegisterForExecution(mailbox, hasMessageHint: false, hasSystemMessageHint: true);
    }

    /// <summary>Schedules a mailbox unless it is scheduled already or has nothing to do.</summary>
    /// <param name="mbox">The mailbox.</param>
    /// <param name="hasMessageHint">A user message has just been put in.</param>
    /// <param name="hasSystemMessageHint">A system message has just been put in.</param>
    /// <returns>Whether it was scheduled.</returns>
    protected internal virtual bool RegisterForExecution(Mailbox mbox, bool hasMessageHint, bool hasSystemMessageHint)
    {
        // The order matters for speed: a busy mailbox is scheduled already, and that costs one read.
        if (mbox.IsScheduled || !mbox.CanBeScheduledForExecution(hasMessageHint, hasSystemMessageHint) || !mbox.SetAsScheduled())
            return false;
        ExecuteTask(mbox);
        return true;
    }

    /// <summary>Makes the mailbox of a new actor.</summary>
    internal Mailbox CreateMailbox(ActorCell cell, MailboxType mailboxType) => new(mailboxType.Create(cell.Self, cell.System));

    internal void Suspend(ActorCell cell)
    {
        var mailbox = cell.Mailbox;
        if (mailbox.Actor == cell)
            mailbox.Suspend();
    }

    internal void Resume(ActorCell cell)
    {
        var mailbox = cell.Mailbox;
        if (mailbox.Actor == cell && mailbox.Resume())
            RegisterForExecution(mailbox, hasMessageHint: false, hasSystemMessageHint: false);
    }

    internal void EndOfSystem() => Shutdown();

    /// <summary>Runs work on a thread of this dispatcher.</summary>
    /// <param name="run">The work.</param>
    protected abstract void ExecuteTask(IRunnable run);

    /// <summary>Ends the dispatcher's threads, when the actor system ends.</summary>
    protected abstract void Shutdown();

    /// <summary>Counts an actor in.</summary>
    /// <param name="actor">The actor.</param>
    protected internal virtual void Register(ActorCell actor) => Interlocked.Increment(ref _inhabitants);

    private protected virtual void LastInhabitantLeft() { }
}
