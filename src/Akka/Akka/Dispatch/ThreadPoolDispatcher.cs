using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>Runs mailboxes on the runtime's thread pool: <c>type = Dispatcher</c>, the default.</summary>
internal sealed class ThreadPoolDispatcher(MessageDispatcherConfigurator configurator) : MessageDispatcher(configurator)
{
    // A mailbox that used up its share goes to the end of the shared queue; one that wakes up stays near its sender.
    protected override void ExecuteTask(IRunnable run) =>
        ThreadPool.UnsafeQueueUserWorkItem(run, preferLocal: run is not Mailbox { IsYielding: true });

    protected override void Shutdown() { }
}

/// <summary>One thread-pool dispatcher for all who ask.</summary>
internal sealed class ThreadPoolDispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly ThreadPoolDispatcher _dispatcher;

    public ThreadPoolDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites) => _dispatcher = new ThreadPoolDispatcher(this);

    public override MessageDispatcher Dispatcher() => _dispatcher;
}
