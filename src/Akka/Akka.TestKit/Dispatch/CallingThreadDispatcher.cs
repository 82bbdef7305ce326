using Akka.Configuration;
using Akka.Dispatch;

namespace Akka.TestKit;

/// <summary>Runs an actor on the thread of whoever tells it something.</summary>
/// <param name="configurator">Who makes it.</param>
public class CallingThreadDispatcher(MessageDispatcherConfigurator configurator) : MessageDispatcher(configurator)
{
    /// <summary>Its path in the configuration.</summary>
    public static new readonly string Id = "akka.test.calling-thread-dispatcher";

    /// <inheritdoc/>
    protected override void ExecuteTask(IRunnable run)
    {
        // The teller's context, a test framework's perhaps, must not catch the awaits of the actor's handlers.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            run.Run();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    /// <inheritdoc/>
    protected override void Shutdown() { }
}

/// <summary>Makes <see cref="CallingThreadDispatcher"/>.</summary>
/// <param name="config">The dispatcher's block.</param>
/// <param name="prerequisites">What of the actor system a dispatcher needs.</param>
public class CallingThreadDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
    : MessageDispatcherConfigurator(config, prerequisites)
{
    /// <inheritdoc/>
    public override MessageDispatcher Dispatcher() => new CallingThreadDispatcher(this);
}
