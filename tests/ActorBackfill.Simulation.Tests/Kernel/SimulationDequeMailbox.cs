using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace ActorBackfill.Simulation.Tests.Kernel;

/// <summary>The mailbox of actors that stash, with the same ear as <see cref="SimulationMailbox"/>: what comes back from the stash is taken twice.</summary>
internal sealed class SimulationDequeMailbox(Settings settings, Config config)
    : MailboxType(settings, config), IProducesMessageQueue<SimulationDequeMailbox.Heard>
{
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new Heard(owner, Settings.Setup.Get<SimulationSetup>().Value);

    internal sealed class Heard(IActorRef owner, SimulationSetup setup) : IMessageQueue, IUnboundedDequeBasedMessageQueueSemantics
    {
        private readonly LinkedList<Envelope> _messages = new();

        public bool HasMessages => _messages.Count > 0;

        public int Count => _messages.Count;

        public void Enqueue(IActorRef receiver, Envelope envelope)
        {
            setup.OnTold(owner, envelope.Message);
            _messages.AddLast(envelope);
        }

        public void EnqueueFirst(Envelope envelope) => _messages.AddFirst(envelope);

        public bool TryDequeue(out Envelope envelope)
        {
            if (_messages.First is not { } first)
            {
                envelope = default;
                return false;
            }

            envelope = first.Value;
            _messages.RemoveFirst();
            setup.OnTaken(owner, envelope.Message);
            return true;
        }

        public void CleanUp(IActorRef owner, IMessageQueue deadletters)
        {
            while (_messages.First is { } left)
            {
                _messages.RemoveFirst();
                deadletters.Enqueue(owner, left.Value);
            }
        }
    }
}
