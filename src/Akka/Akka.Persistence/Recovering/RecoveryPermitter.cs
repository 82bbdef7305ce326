using Akka.Actor;

namespace Akka.Persistence;

/// <summary>Command, persistent actor to permitter: may I recover?</summary>
internal sealed class RequestRecoveryPermit
{
    public static readonly RequestRecoveryPermit Instance = new();
}

/// <summary>Event, permitter to persistent actor: recover now.</summary>
internal sealed class RecoveryPermitGranted
{
    public static readonly RecoveryPermitGranted Instance = new();
}

/// <summary>Command, persistent actor to permitter: I have recovered, or given up.</summary>
internal sealed class ReturnRecoveryPermit
{
    public static readonly ReturnRecoveryPermit Instance = new();
}

/// <summary>Lets only so many actors recover at a time; the others wait their turn.</summary>
internal sealed class RecoveryPermitter : UntypedActor
{
    private readonly int _maxPermits;
    // An actor that asks again after a restart keeps its place.
    private readonly Dictionary<IActorRef, LinkedListNode<IActorRef>> _places = [];
    private readonly LinkedList<IActorRef> _waiting = new();
    private readonly HashSet<IActorRef> _recovering = [];

    public RecoveryPermitter(int maxPermits) => _maxPermits = maxPermits;

    public static Props For(int maxPermits) => Props.Create(() => new RecoveryPermitter(maxPermits));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case RequestRecoveryPermit:
                _ = Context.Watch(Sender);
                Request(Sender);
                break;
            case ReturnRecoveryPermit:
                _ = Context.Unwatch(Sender);
                Return(Sender);
                break;
            case Terminated ended:
                // It may have died waiting or recovering.
                if (_places.Remove(ended.ActorRef, out var place))
                    _waiting.Remove(place);
                else
                    Return(ended.ActorRef);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Request(IActorRef actor)
    {
        if (_recovering.Contains(actor))
            actor.Tell(RecoveryPermitGranted.Instance);
        else if (_recovering.Count < _maxPermits)
            Grant(actor);
        else if (!_places.ContainsKey(actor))
            _places.Add(actor, _waiting.AddLast(actor));
    }

    private void Grant(IActorRef actor)
    {
        _ = _recovering.Add(actor);
        actor.Tell(RecoveryPermitGranted.Instance);
    }

    private void Return(IActorRef actor)
    {
        if (!_recovering.Remove(actor) || _waiting.First is not { } next)
            return;
        _waiting.RemoveFirst();
        _ = _places.Remove(next.Value);
        Grant(next.Value);
    }
}
