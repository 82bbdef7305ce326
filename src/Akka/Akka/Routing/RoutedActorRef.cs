using Akka.Actor;
using Akka.Dispatch;

namespace Akka.Routing;

/// <summary>A reference to a router: what is told to it goes straight to a routee.</summary>
internal sealed class RoutedActorRef(ActorSystemImpl system, Props props, IInternalActorRef supervisor, ActorPath path) : LocalActorRef(
    system,
    props,
    system.Dispatchers.Lookup(props.RouterConfig.RouterDispatcher),
    system.Mailboxes.Lookup(Mailboxes.DefaultMailboxId),
    supervisor,
    path)
{
    private protected override ActorCell NewCell(
        ActorSystemImpl system, Props props, MessageDispatcher dispatcher, IInternalActorRef supervisor) =>
        new RoutedActorCell(system, this, props, dispatcher, supervisor);
}
