using Akka.Actor;
using Akka.Dispatch.SysMsg;

namespace Akka.TestKit;

/// <summary>Another test actor with all the means of a test; it can be told things like any actor.</summary>
public class TestProbe : TestKitBase, INoImplicitSender, IInternalActorRef
{
    /// <summary>Initializes a new instance of the <see cref="TestProbe"/> class.</summary>
    /// <param name="system">The actor system.</param>
    /// <param name="assertions">How the framework says that a test failed.</param>
    /// <param name="testProbeName">Its name; null for one that is made up.</param>
    public TestProbe(ActorSystem system, ITestKitAssertions assertions, string? testProbeName = null)
        : base(assertions, system, testProbeName)
    {
    }

    /// <summary>Gets the probe's actor.</summary>
    public IActorRef Ref => TestActor;

    /// <summary>Gets who sent the message that was looked at last.</summary>
    public IActorRef Sender => LastSender;

    /// <inheritdoc/>
    public ActorPath Path => TestActor.Path;

    /// <inheritdoc/>
    public IInternalActorRef Parent => Inner.Parent;

    /// <inheritdoc/>
    public IActorRefProvider Provider => Inner.Provider;

    /// <inheritdoc/>
    public bool IsTerminated => Inner.IsTerminated;

    /// <inheritdoc/>
    public bool IsLocal => true;

    private IInternalActorRef Inner => (IInternalActorRef)TestActor;

    /// <summary>Sends in the probe's name.</summary>
    /// <param name="actor">To whom.</param>
    /// <param name="message">What.</param>
    public void Send(IActorRef actor, object message) => actor.Tell(message, TestActor);

    /// <summary>Answers the sender of the message that was looked at last.</summary>
    /// <param name="message">The answer.</param>
    public void Reply(object message) => Sender.Tell(message, TestActor);

    /// <summary>Sends the message that was looked at last on, in its sender's name.</summary>
    /// <param name="actor">To whom.</param>
    public void Forward(IActorRef actor) => Forward(actor, LastMessage);

    /// <summary>Sends a message in the name of the one who sent the last.</summary>
    /// <param name="actor">To whom.</param>
    /// <param name="message">What.</param>
    public void Forward(IActorRef actor, object message) => actor.Tell(message, Sender);

    /// <inheritdoc/>
    public void Tell(object message, IActorRef? sender) => TestActor.Tell(message, sender);

    /// <inheritdoc/>
    public IActorRef GetChild(IReadOnlyList<string> name) => Inner.GetChild(name);

    /// <inheritdoc/>
    public void Resume(Exception? causedByFailure = null) => Inner.Resume(causedByFailure);

    /// <inheritdoc/>
    public void Start() => Inner.Start();

    /// <inheritdoc/>
    public void Stop() => Inner.Stop();

    /// <inheritdoc/>
    public void Restart(Exception cause) => Inner.Restart(cause);

    /// <inheritdoc/>
    public void Suspend() => Inner.Suspend();

    /// <inheritdoc/>
    public void SendSystemMessage(ISystemMessage message) => Inner.SendSystemMessage(message);

    /// <inheritdoc/>
    public int CompareTo(IActorRef? other) => TestActor.CompareTo(other);

    /// <inheritdoc/>
    public int CompareTo(object? obj) => TestActor.CompareTo(obj);

    /// <inheritdoc/>
    public bool Equals(IActorRef? other) => TestActor.Equals(other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => TestActor.Equals(obj);

    /// <inheritdoc/>
    public override int GetHashCode() => TestActor.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => TestActor.ToString()!;
}
