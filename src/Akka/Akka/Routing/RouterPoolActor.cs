using Akka.Actor;

namespace Akka.Routing;

/// <summary>Manages a pool's routees.</summary>
internal sealed class RouterPoolActor : ReceiveActor
{
    public RouterPoolActor()
    {
        Receive<GetRoutees>(_ => Sender.Tell(new Routees(Cell.Router.Routees)));
        Receive<AddRoutee>(m => Cell.AddRoutee(m.Routee));
        Receive<RemoveRoutee>(m => Remove(m.Routee));
        Receive<AdjustPoolSize>(m => Adjust(m.Change));
        Receive<Terminated>(m =>
        {
            Cell.RemoveRoutee(new ActorRefRoutee(m.ActorRef), stopChild: false);
            EndWithoutRoutees();
        });
        ReceiveAny(m => Cell.Router.Route(m, Sender));
    }

    private static RoutedActorCell Cell => (RoutedActorCell)Context;

    // The routees live through the router's restart.
    protected override void PreRestart(Exception reason, object message) { }

    private void Adjust(int change)
    {
        if (change > 0)
        {
            Cell.AddRoutees(change);
            return;
        }

        var routees = Cell.Router.Routees.ToList();
        foreach (var routee in routees.Skip(routees.Count - Math.Min(-change, routees.Count)))
            Cell.RemoveRoutee(routee, stopChild: true);
        EndWithoutRoutees();
    }

    private void Remove(Routee routee)
    {
        Cell.RemoveRoutee(routee, stopChild: true);
        EndWithoutRoutees();
    }

    private void EndWithoutRoutees()
    {
        if (Cell.Router.Count == 0 && Cell.RouterConfig.StopRouterWhenAllRouteesRemoved)
            Context.Stop(Self);
    }
}
