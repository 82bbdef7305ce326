using System.Linq.Expressions;
using Akka.Actor;

namespace Akka.TestKit;

/// <content>Making actors and telling the test actor what to do.</content>
public abstract partial class TestKitBase
{
    /// <summary>Makes an actor.</summary>
    /// <param name="props">Its recipe.</param>
    /// <param name="name">Its name; null for one that is made up.</param>
    /// <returns>The actor.</returns>
    public IActorRef ActorOf(Props props, string? name = null) => Sys.ActorOf(props, name);

    /// <summary>Makes an actor.</summary>
    /// <typeparam name="TActor">Its type.</typeparam>
    /// <param name="name">Its name; null for one that is made up.</param>
    /// <returns>The actor.</returns>
    public IActorRef ActorOf<TActor>(string? name = null)
        where TActor : ActorBase, new() => Sys.ActorOf(Props.Create<TActor>(), name);

    /// <summary>Makes an actor.</summary>
    /// <typeparam name="TActor">Its type.</typeparam>
    /// <param name="factory">A <c>new</c> expression.</param>
    /// <param name="name">Its name; null for one that is made up.</param>
    /// <returns>The actor.</returns>
    public IActorRef ActorOf<TActor>(Expression<Func<TActor>> factory, string? name = null)
        where TActor : ActorBase => Sys.ActorOf(Props.Create(factory), name);

    /// <summary>Makes an actor that runs on the teller's thread and can be looked at.</summary>
    /// <typeparam name="TActor">Its type.</typeparam>
    /// <param name="props">Its recipe.</param>
    /// <param name="supervisor">Its supervisor.</param>
    /// <param name="name">Its name; null for one that is made up.</param>
    /// <returns>The actor.</returns>
    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(Props props, IActorRef? supervisor, string? name = null)
        where TActor : ActorBase => new(Sys, props, supervisor, name);

    /// <summary>Makes an actor that runs on the teller's thread and can be looked at.</summary>
    /// <typeparam name="TActor">Its type.</typeparam>
    /// <param name="props">Its recipe.</param>
    /// <param name="name">Its name; null for one that is made up.</param>
    /// <returns>The actor.</returns>
    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(Props props, string? name = null)
        where TActor : ActorBase => new(Sys, props, null, name);

    /// <summary>Makes an actor that runs on the teller's thread and can be looked at.</summary>
    /// <typeparam name="TActor">Its type.</typeparam>
    /// <param name="factory">A <c>new</c> expression.</param>
    /// <param name="name">Its name; null for one that is made up.</param>
    /// <returns>The actor.</returns>
    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(Expression<Func<TActor>> factory, string? name = null)
        where TActor : ActorBase => new(Sys, Props.Create(factory), null, name);

    /// <summary>Makes an actor that runs on the teller's thread and can be looked at.</summary>
    /// <typeparam name="TActor">Its type.</typeparam>
    /// <param name="name">Its name; null for one that is made up.</param>
    /// <returns>The actor.</returns>
    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(string? name = null)
        where TActor : ActorBase, new() => new(Sys, Props.Create<TActor>(), null, name);

    /// <summary>Names actors by path.</summary>
    /// <param name="actorPath">The path.</param>
    /// <returns>The selection.</returns>
    public ActorSelection ActorSelection(string actorPath) => Sys.ActorSelection(actorPath);

    /// <summary>Makes a child of the test actor.</summary>
    /// <param name="props">Its recipe.</param>
    /// <param name="name">Its name; null for one that is made up.</param>
    /// <param name="supervisorStrategy">How the test actor treats its failures; null for the default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The child.</returns>
    public IActorRef ChildActorOf(
        Props props, string? name = null, SupervisorStrategy? supervisorStrategy = null, CancellationToken cancellationToken = default)
    {
        var made = new TaskCompletionSource<IActorRef>(TaskCreationOptions.RunContinuationsAsynchronously);
        TestActor.Tell(new InternalTestActor.Spawn(props, name, supervisorStrategy, made), ActorRefs.NoSender);
        return made.Task.WaitAsync(Dilated(TestKitSettings.DefaultTimeout), cancellationToken).GetAwaiter().GetResult();
    }

    /// <summary>Makes a child of the test actor.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="name">Its name; null for one that is made up.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The child.</returns>
    public IActorRef ChildActorOf<T>(string? name = null, CancellationToken cancellationToken = default)
        where T : ActorBase => ChildActorOf(Props.Create<T>(), name, null, cancellationToken);

    /// <summary>Has the test actor watch an actor.</summary>
    /// <param name="actorToWatch">The actor.</param>
    /// <returns>The actor.</returns>
    public IActorRef Watch(IActorRef actorToWatch)
    {
        TestActor.Tell(new InternalTestActor.WatchFor(actorToWatch), ActorRefs.NoSender);
        return actorToWatch;
    }

    /// <summary>Has the test actor watch an actor no more.</summary>
    /// <param name="actorToUnwatch">The actor.</param>
    /// <returns>The actor.</returns>
    public IActorRef Unwatch(IActorRef actorToUnwatch)
    {
        TestActor.Tell(new InternalTestActor.UnwatchFor(actorToUnwatch), ActorRefs.NoSender);
        return actorToUnwatch;
    }

    /// <summary>Keeps messages from the test.</summary>
    /// <param name="shouldIgnoreMessage">Which.</param>
    public void IgnoreMessages(Func<object, bool> shouldIgnoreMessage) =>
        TestActor.Tell(new InternalTestActor.SetIgnore(shouldIgnoreMessage), ActorRefs.NoSender);

    /// <summary>Keeps messages of a type from the test.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="shouldIgnoreMessage">Which; null for all.</param>
    public void IgnoreMessages<T>(Func<T, bool>? shouldIgnoreMessage = null) =>
        IgnoreMessages(m => m is T typed && (shouldIgnoreMessage?.Invoke(typed) ?? true));

    /// <summary>Keeps no messages from the test any more.</summary>
    public void IgnoreNoMessages() => TestActor.Tell(new InternalTestActor.SetIgnore(null), ActorRefs.NoSender);

    /// <summary>Has something answer for the test actor.</summary>
    /// <param name="pilot">The something.</param>
    public void SetAutoPilot(AutoPilot pilot) => TestActor.Tell(new InternalTestActor.SetAutoPilot(pilot), ActorRefs.NoSender);
}
