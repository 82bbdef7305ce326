using Akka.Actor;

namespace Akka.TestKit;

/// <summary>Keeps what it gets for the test.</summary>
internal sealed class InternalTestActor(TestQueue queue) : ActorBase
{
    private Func<object, bool>? _ignore;
    private AutoPilot? _pilot;
    private SupervisorStrategy _strategy = Akka.Actor.SupervisorStrategy.DefaultStrategy;

    protected override SupervisorStrategy SupervisorStrategy() => _strategy;

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case SetIgnore m:
                _ignore = m.Ignore;
                return true;
            case WatchFor m:
                Context.Watch(m.Actor);
                return true;
            case UnwatchFor m:
                Context.Unwatch(m.Actor);
                return true;
            case SetAutoPilot m:
                _pilot = m.Pilot;
                return true;
            case Spawn m:
                SpawnChild(m);
                return true;
        }

        if (_pilot is { } pilot)
            _pilot = pilot.Run(Sender, message) is var next and not KeepRunning ? next is NoAutoPilot ? null : next : pilot;
        if (_ignore?.Invoke(message) != true)
            queue.Enqueue(new RealMessageEnvelope(message, Sender));
        return true;
    }

    private void SpawnChild(Spawn spawn)
    {
        _strategy = spawn.Strategy ?? Akka.Actor.SupervisorStrategy.DefaultStrategy;
        spawn.Made.SetResult(Context.ActorOf(spawn.Props, spawn.Name));
    }

    internal sealed record SetIgnore(Func<object, bool>? Ignore) : INoSerializationVerificationNeeded;

    internal sealed record WatchFor(IActorRef Actor) : INoSerializationVerificationNeeded;

    internal sealed record UnwatchFor(IActorRef Actor) : INoSerializationVerificationNeeded;

    internal sealed record SetAutoPilot(AutoPilot Pilot) : INoSerializationVerificationNeeded;

    internal sealed record Spawn(Props Props, string? Name, SupervisorStrategy? Strategy, TaskCompletionSource<IActorRef> Made)
        : INoSerializationVerificationNeeded;
}
