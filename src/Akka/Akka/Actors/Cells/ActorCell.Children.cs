using System.Globalization;

namespace Akka.Actor;

/// <content>Making, finding and ending children.</content>
public partial class ActorCell
{
    private const string NameDigits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+~";

    private ChildrenContainer? _children;
    private long _nextName = -1;

    private ChildrenContainer Children
    {
        get
        {
            if (Volatile.Read(ref _children) is { } children)
                return children;
            Interlocked.CompareExchange(ref _children, new ChildrenContainer(), null);
            return _children;
        }
    }

    private bool IsTerminating => _children?.IsTerminating ?? false;

    private bool IsNormal => _children?.IsNormal ?? true;

    /// <inheritdoc/>
    public virtual IActorRef ActorOf(Props props, string? name = null)
    {
        if (name is not null)
            CheckName(name);
        return MakeChild(props, name ?? NextName(), isSystemService: false);
    }

    /// <inheritdoc/>
    public IActorRef Child(string name) => GetSingleChild(name);

    /// <inheritdoc/>
    public IEnumerable<IActorRef> GetChildren() => _children is { } children ? children.Refs() : [];

    /// <inheritdoc/>
    public void Stop(IActorRef child)
    {
        var actor = (IInternalActorRef)child;
        _children?.ShallDie(actor);
        actor.Stop();
    }

    /// <inheritdoc/>
    public ActorSelection ActorSelection(ActorPath actorPath) => new(_system.Provider.RootGuardian, actorPath.Elements);

    /// <inheritdoc/>
    public ActorSelection ActorSelection(string actorPath) => Akka.Actor.ActorSelection.Relative(this, actorPath);

    internal IInternalActorRef MakeChild(Props props, string name, bool isSystemService)
    {
        var children = Children;
        if (children.IsTerminating)
            throw new InvalidOperationException("Cannot create child while terminating or terminated");
        children.Reserve(name, _self);
        try
        {
            var path = new ChildActorPath(_self.Path, name, NewUid());
            var child = _system.Provider.ActorOf(_system, props, _self, path, lookUpDeployment: !isSystemService);
            children.Add(name, child);
            child.Start();
            return child;
        }
        catch
        {
            children.Unreserve(name);
            throw;
        }
    }

    /// <summary>Makes a guardian; the caller starts it when both are there.</summary>
    internal LocalActorRef MakeGuardian(Props props, string name)
    {
        var path = new ChildActorPath(_self.Path, name, NewUid());
        var dispatcher = _system.Dispatchers.Lookup(Akka.Dispatch.Dispatchers.InternalDispatcherId);
        var mailbox = _system.Mailboxes.Lookup(Akka.Dispatch.Mailboxes.DefaultMailboxId);
        var guardian = new LocalActorRef(_system, props, dispatcher, mailbox, _self, path);
        Children.Add(name, guardian);
        return guardian;
    }

    internal IInternalActorRef GetSingleChild(string name)
    {
        var (childName, uid) = SplitNameAndUid(name);
        var child = _children?.Find(childName)?.Child;
        return child is not null && (uid == UndefinedUid || uid == child.Path.Uid) ? child : Nobody.Instance;
    }

    internal ChildRestartStats? FindChild(IActorRef child) =>
        _children?.Find(child.Path.Name) is { } stats && stats.Child.Equals(child) ? stats : null;

    private static void CheckName(string name)
    {
        if (name.Length == 0)
            throw new InvalidActorNameException("Actor name must not be empty.");
        if (!ActorPath.IsValidPathElement(name))
            throw new InvalidActorNameException(string.Create(CultureInfo.InvariantCulture, $"Illegal actor name [{name}]. Actor paths MUST: not start with `$`, include only ASCII letters and can only contain these special characters: -_.*$+:@&=,!~';()."));
    }

    private string NextName()
    {
        var number = Interlocked.Increment(ref _nextName);
        Span<char> text = stackalloc char[16];
        text[0] = '$';
        var length = 1;
        do
        {
            text[length++] = NameDigits[(int)(number & 63)];
            number >>= 6;
        }
        while (number > 0);
        return new string(text[..length]);
    }

    private void StopChildren()
    {
        foreach (var child in GetChildren())
            Stop(child);
    }
}
