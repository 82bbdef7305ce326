using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor;

/// <summary>A tree of actors with its threads, time and configuration.</summary>
public abstract class ActorSystem : IActorRefFactory, IDisposable
{
    /// <summary>Gets the settings.</summary>
    public abstract Settings Settings { get; }

    /// <summary>Gets the name.</summary>
    public abstract string Name { get; }

    /// <summary>Gets the serialisers.</summary>
    public abstract Serialization.Serialization Serialization { get; }

    /// <summary>Gets the event stream.</summary>
    public abstract EventStream EventStream { get; }

    /// <summary>Gets where messages go that nobody gets.</summary>
    public abstract IActorRef DeadLetters { get; }

    /// <summary>Gets the dispatchers.</summary>
    public abstract Dispatchers Dispatchers { get; }

    /// <summary>Gets the mailboxes.</summary>
    public abstract Mailboxes Mailboxes { get; }

    /// <summary>Gets the scheduler.</summary>
    public abstract IScheduler Scheduler { get; }

    /// <summary>Gets the system's own log.</summary>
    public abstract ILoggingAdapter Log { get; }

    /// <summary>Gets the time since the system was made.</summary>
    public abstract TimeSpan Uptime { get; }

    /// <summary>Gets the time the system was made, since the machine's start.</summary>
    public abstract TimeSpan StartTime { get; }

    /// <summary>Gets a task that ends when the system has ended.</summary>
    public abstract Task WhenTerminated { get; }

    /// <summary>Makes a system with the kernel's defaults.</summary>
    /// <param name="name">Letters, digits and inner dashes and underscores.</param>
    /// <returns>The system.</returns>
    public static ActorSystem Create(string name) => Create(name, ActorSystemSetup.Empty);

    /// <summary>Makes a system.</summary>
    /// <param name="name">Letters, digits and inner dashes and underscores.</param>
    /// <param name="config">The kernel's defaults are its fallback.</param>
    /// <returns>The system.</returns>
    public static ActorSystem Create(string name, Config config) => Create(name, BootstrapSetup.Create().WithConfig(config));

    /// <summary>Makes a system.</summary>
    /// <param name="name">Letters, digits and inner dashes and underscores.</param>
    /// <param name="setup">The start.</param>
    /// <returns>The system.</returns>
    public static ActorSystem Create(string name, BootstrapSetup setup) => Create(name, ActorSystemSetup.Create(setup));

    /// <summary>Makes a system.</summary>
    /// <param name="name">Letters, digits and inner dashes and underscores.</param>
    /// <param name="setup">All that is set in code.</param>
    /// <returns>The system.</returns>
    public static ActorSystem Create(string name, ActorSystemSetup setup)
    {
        var config = setup.Get<BootstrapSetup>() is { HasValue: true } found ? found.Value.Config : null;
        var system = new ActorSystemImpl(name, config ?? ConfigurationFactory.Load(), setup);
        system.Start();
        return system;
    }

    /// <summary>Finds an extension.</summary>
    /// <param name="extensionId">Its id.</param>
    /// <returns>The extension.</returns>
    public abstract object GetExtension(IExtensionId extensionId);

    /// <summary>Finds an extension.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <returns>The extension; null if none of the type is registered.</returns>
    public abstract T GetExtension<T>()
        where T : class, IExtension;

    /// <summary>Whether an extension is registered.</summary>
    /// <param name="type">Its type.</param>
    /// <returns>True if it is.</returns>
    public abstract bool HasExtension(Type type);

    /// <summary>Whether an extension is registered.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <returns>True if it is.</returns>
    public abstract bool HasExtension<T>()
        where T : class, IExtension;

    /// <summary>Finds an extension.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="extension">The extension, if it is registered.</param>
    /// <returns>Whether it is registered.</returns>
    public abstract bool TryGetExtension<T>(out T extension)
        where T : class, IExtension;

    /// <summary>Registers an extension, unless it is registered already.</summary>
    /// <param name="extension">Its id.</param>
    /// <returns>The extension.</returns>
    public abstract object RegisterExtension(IExtensionId extension);

    /// <summary>Runs a delegate when the system has ended; the last registered runs first.</summary>
    /// <param name="code">The delegate.</param>
    public abstract void RegisterOnTermination(Action code);

    /// <summary>Ends the system: all actors, from the leaves up.</summary>
    /// <returns>A task that ends when the system has ended.</returns>
    public abstract Task Terminate();

    /// <summary>Ends an actor.</summary>
    /// <param name="actor">The actor.</param>
    public abstract void Stop(IActorRef actor);

    /// <inheritdoc/>
    public abstract IActorRef ActorOf(Props props, string? name = null);

    /// <inheritdoc/>
    public abstract ActorSelection ActorSelection(ActorPath actorPath);

    /// <inheritdoc/>
    public abstract ActorSelection ActorSelection(string actorPath);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the system and waits for it.</summary>
    /// <param name="disposing">Whether it was asked for; false from a finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            Terminate().GetAwaiter().GetResult();
    }
}
