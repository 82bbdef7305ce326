using Akka.Dispatch;
using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>The room an actor lives in: it outlives the instances that restarts replace.</summary>
public partial class ActorCell : IUntypedActorContext, ICell
{
    /// <summary>The uid of a path that means any incarnation.</summary>
    public const long UndefinedUid = 0;

    private static long s_lastUid = Random.Shared.Next();

    private readonly ActorSystemImpl _system;
    private readonly IInternalActorRef _self;
    private readonly IInternalActorRef _parent;
    private Mailbox _mailbox = null!;
    private ActorBase? _actor;
    private object? _currentMessage;
    private IActorRef? _sender;
    private bool _isTerminated;

    internal ActorCell(ActorSystemImpl system, IInternalActorRef self, Props props, MessageDispatcher dispatcher, IInternalActorRef parent)
    {
        _system = system;
        _self = self;
        _parent = parent;
        Props = props;
        Dispatcher = dispatcher;
    }

    /// <inheritdoc/>
    public Props Props { get; }

    /// <inheritdoc/>
    public MessageDispatcher Dispatcher { get; }

    /// <summary>Gets the actor's mailbox; the dead letters' one after its end.</summary>
    public Mailbox Mailbox => Volatile.Read(ref _mailbox);

    /// <summary>Gets the message at hand; null if there is none.</summary>
    public object? CurrentMessage => _currentMessage;

    /// <inheritdoc/>
    public IActorRef Self => _self;

    /// <inheritdoc/>
    public IActorRef Parent => _parent;

    /// <inheritdoc/>
    public IActorRef Sender => _sender ?? _system.DeadLetters;

    /// <inheritdoc/>
    public ActorSystem System => _system;

    /// <inheritdoc/>
    public int NumberOfMessages => Mailbox.NumberOfMessages;

    /// <inheritdoc/>
    public bool HasMessages => Mailbox.HasMessages;

    /// <inheritdoc/>
    public bool IsTerminated => Volatile.Read(ref _isTerminated);

    // Tells deliveries apart even if they carry the same object.
    internal long EnvelopeNumber { get; private set; }

    internal IActorRef? CurrentSender => _sender;

    internal ActorSystemImpl SystemImpl => _system;

    internal ActorBase? Actor => _actor;

    internal long Uid => _self.Path.Uid;

    internal static long NewUid()
    {
        // 0 means any incarnation and is skipped.
        var uid = Interlocked.Increment(ref s_lastUid);
        return uid == UndefinedUid ? Interlocked.Increment(ref s_lastUid) : uid;
    }

    internal static (string Name, long Uid) SplitNameAndUid(string name)
    {
        var hash = name.IndexOf('#', StringComparison.Ordinal);
        return hash < 0
            ? (name, UndefinedUid)
            : (name[..hash], long.Parse(name.AsSpan(hash + 1), global::System.Globalization.CultureInfo.InvariantCulture));
    }

    internal void Init(MailboxType mailboxType)
    {
        _mailbox = Dispatcher.CreateMailbox(this, mailboxType);
        _mailbox.SetActor(this);
        _mailbox.SystemEnqueue(_self, new Create(null));
    }

    internal virtual void Start() => Dispatcher.Attach(this);

    internal Mailbox SwapMailbox(Mailbox mailbox) => Interlocked.Exchange(ref _mailbox, mailbox);

    internal virtual void SendMessage(IActorRef? sender, object message) => Dispatcher.Dispatch(this, new Envelope(message, sender));

    internal void SendSystemMessage(SystemMessage message) => Dispatcher.SystemDispatch(this, message);

    // A stashed message is handled under its own sender; timers hand over what they carry.
    internal void SetCurrent(object? message, IActorRef? sender)
    {
        _currentMessage = message;
        _sender = sender;
    }
}
