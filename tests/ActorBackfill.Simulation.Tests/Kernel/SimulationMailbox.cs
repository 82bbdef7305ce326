using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace ActorBackfill.Simulation.Tests.Kernel;

/// <summary>The default mailbox, with an ear: the checks hear what actors tell each other.</summary>
internal sealed class SimulationMailbox(Settings settings, Config config) : MailboxType(settings, config)
{
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new Heard(owner, Settings.Setup.Get<SimulationSetup>().Value);

    private sealed class Heard(IActorRef owner, SimulationSetup setup) : IMessageQueue
    {
        private readonly Queue<Envelope> _messages = new();

        public bool HasMessages => _messages.Count > 0;

        public int Count => _messages.Count;

        public void Enqueue(IActorRef receiver, Envelope envelope)
        {
            setup.OnTold(owner, envelope.Message);
            _messages.Enqueue(envelope);
        }

        public bool TryDequeue(out Envelope envelope)
        {
            if (!_messages.TryDequeue(out envelope))
            {
                return false;
            }

            setup.OnTaken(owner, envelope.Message);
            return true;
        }

        public void CleanUp(IActorRef owner, IMessageQueue deadletters)
        {
            while (_messages.TryDequeue(out var left))
            {
                deadletters.Enqueue(owner, left);
            }
        }
    }
}
