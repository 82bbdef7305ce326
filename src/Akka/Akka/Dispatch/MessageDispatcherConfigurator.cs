using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>Makes dispatchers from one block of the configuration, <c>type = "Full.Name, Assembly"</c>.</summary>
public abstract class MessageDispatcherConfigurator
{
    /// <summary>Initializes a new instance of the <see cref="MessageDispatcherConfigurator"/> class.</summary>
    /// <param name="config">The dispatcher's block, its path in <c>id</c>.</param>
    /// <param name="prerequisites">What of the actor system a dispatcher needs.</param>
    protected MessageDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
    {
        Config = config;
        Prerequisites = prerequisites;
    }

    /// <summary>Gets the dispatcher's block.</summary>
    public Config Config { get; }

    /// <summary>Gets what of the actor system a dispatcher needs.</summary>
    public IDispatcherPrerequisites Prerequisites { get; }

    /// <summary>Gives a dispatcher: a shared one or one for each call.</summary>
    /// <returns>The dispatcher.</returns>
    public abstract MessageDispatcher Dispatcher();
}
