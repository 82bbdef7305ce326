using Akka.Actor;
using Akka.Dispatch;

namespace Akka.Routing;

/// <summary>A router's cell. Senders route on their own threads; only management passes through the mailbox.</summary>
internal sealed class RoutedActorCell : ActorCell
{
    private readonly Props _routeeProps;
    private Router _router;

    public RoutedActorCell(
        ActorSystemImpl system, IInternalActorRef self, Props props, MessageDispatcher dispatcher, IInternalActorRef parent)
        : base(system, self, props.RouterConfig.RouterActor(), dispatcher, parent)
    {
        RouterConfig = props.RouterConfig;
        _router = RouterConfig.CreateRouter(system);
        _routeeProps = props.WithRouter(NoRouter.Instance);
    }

    public RouterConfig RouterConfig { get; }

    public Router Router => Volatile.Read(ref _router);

    public void AddRoutee(Routee routee)
    {
        if (routee is ActorRefRoutee actor)
            Watch(actor.Actor);
        Volatile.Write(ref _router, _router.AddRoutee(routee));
    }

    public void AddRoutees(int count)
    {
        var pool = (Pool)RouterConfig;
        for (var i = 0; i < count; i++)
            AddRoutee(pool.NewRoutee(_routeeProps, this));
    }

    public void RemoveRoutee(Routee routee, bool stopChild)
    {
        Volatile.Write(ref _router, _router.RemoveRoutee(routee));
        if (routee is not ActorRefRoutee { Actor: var actor })
            return;
        Unwatch(actor);
        if (stopChild && Child(actor.Path.Name).Equals(actor))
        {
            // Later than those who still hold the former router have sent.
            System.Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(100), actor, PoisonPill.Instance, Self);
        }
    }

    internal override void Start()
    {
        if (RouterConfig is Pool pool)
            AddRoutees(pool.NrOfInstances);
        base.Start();
    }

    internal override void SendMessage(IActorRef? sender, object message)
    {
        if (RouterConfig.IsManagementMessage(message))
            base.SendMessage(sender, message);
        else
            Router.Route(message, sender);
    }
}
