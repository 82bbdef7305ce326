using Akka.Dispatch;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <summary>Command, provider to the root guardian: end when this one ends.</summary>
internal sealed record GuardianMade(IActorRef SystemGuardian) : INoSerializationVerificationNeeded;

/// <summary>Parent of the two guardians; ends when the system guardian has ended.</summary>
internal sealed class RootGuardian : ReceiveActor
{
    public RootGuardian()
    {
        Receive<GuardianMade>(m => Context.Watch(m.SystemGuardian));
        Receive<Terminated>(_ => Context.Stop(Self));
    }

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(cause =>
    {
        Context.System.Log.Error(cause, "guardian failed, shutting down system");
        return Directive.Stop;
    });
}

/// <summary>Parent of the application's actors.</summary>
internal sealed class UserGuardian : ReceiveActor
{
    public UserGuardian() =>
        ReceiveAny(m => Context.System.DeadLetters.Tell(new DeadLetter(m, Sender, Self), Sender));

    // Its children live through its restart, which an escalated failure never leads to.
    protected override void PreRestart(Exception reason, object message) { }
}

/// <summary>Parent of the kernel's actors; ends after the user guardian.</summary>
internal sealed class SystemGuardian : ReceiveActor
{
    private readonly IActorRef _user;

    public SystemGuardian(IActorRef user)
    {
        _user = user;
        Receive<Terminated>(_ =>
        {
            // The loggers are about to end: what is logged from here on goes to the console.
            Context.System.EventStream.StopDefaultLoggers(Context.System);
            Context.Stop(Self);
        });
        ReceiveAny(m => Context.System.DeadLetters.Tell(new DeadLetter(m, Sender, Self), Sender));
    }

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(
        cause => cause is ActorInitializationException or ActorKilledException ? Directive.Stop : Directive.Restart);

    protected override void PreStart() => Context.Watch(_user);

    protected override void PreRestart(Exception reason, object message) { }
}

/// <summary>The root guardian's reference: it finds all that has a path.</summary>
internal sealed class RootGuardianRef(
    ActorSystemImpl system, Props props, MessageDispatcher dispatcher, MailboxType mailboxType, IInternalActorRef supervisor, ActorPath path)
    : LocalActorRef(system, props, dispatcher, mailboxType, supervisor, path)
{
    public override IInternalActorRef Parent => this;

    public override IInternalActorRef GetSingleChild(string name) => name switch
    {
        "temp" => Provider.TempContainer,
        "deadLetters" => (IInternalActorRef)Provider.DeadLetters,
        _ => base.GetSingleChild(name),
    };

    public LocalActorRef MakeGuardian(Props guardian, string name) => Cell.MakeGuardian(guardian, name);
}

/// <summary>What the root guardian reports to: its end is the system's.</summary>
internal sealed class AboveRootRef(IActorRefProvider provider, ActorSystemImpl system) : MinimalActorRef
{
    public override ActorPath Path { get; } = provider.RootPath / "bubble-walker";

    public override IActorRefProvider Provider => provider;

    public override void SendSystemMessage(ISystemMessage message)
    {
        switch (message)
        {
            case Failed failed:
                system.Log.Error(failed.Cause, "guardian {0} failed, shutting down!", failed.Child);
                ((IInternalActorRef)failed.Child).Stop();
                break;
            case DeathWatchNotification:
                system.RootEnded();
                break;
        }
    }
}

/// <summary>Parent of references that stand for a wait.</summary>
internal sealed class TempContainerRef(
    IActorRefProvider provider, ActorPath path, IReadOnlyDictionary<string, IInternalActorRef> children) : MinimalActorRef
{
    public override ActorPath Path => path;

    public override IActorRefProvider Provider => provider;

    public override IActorRef GetChild(IReadOnlyList<string> name) =>
        name.Count == 1 && children.TryGetValue(name[0], out var found) ? found : Nobody.Instance;
}
