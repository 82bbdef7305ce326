using System.Collections.Concurrent;
using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>One actor, one thread of its own; the thread ends with the actor.</summary>
public sealed class PinnedDispatcher : MessageDispatcher
{
    private readonly BlockingCollection<IRunnable> _work = [];
    private Thread? _thread;

    internal PinnedDispatcher(MessageDispatcherConfigurator configurator)
        : base(configurator)
    {
    }

    /// <inheritdoc/>
    protected override void ExecuteTask(IRunnable run)
    {
        if (Volatile.Read(ref _thread) is null)
            StartThread();
        if (!_work.TryAdd(run))
            throw new InvalidOperationException($"Dispatcher {Id} has ended.");
    }

    /// <inheritdoc/>
    protected override void Shutdown() => _work.CompleteAdding();

    private protected override void LastInhabitantLeft() => Shutdown();

    private void StartThread()
    {
        var thread = new Thread(Loop) { IsBackground = true, Name = Id };
        if (Interlocked.CompareExchange(ref _thread, thread, null) is null)
            thread.UnsafeStart();
    }

    private void Loop()
    {
        foreach (var run in _work.GetConsumingEnumerable())
            run.Run();
    }
}

/// <summary>A new pinned dispatcher for everyone who asks: <c>type = PinnedDispatcher</c>.</summary>
internal sealed class PinnedDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
    : MessageDispatcherConfigurator(config, prerequisites)
{
    public override MessageDispatcher Dispatcher() => new PinnedDispatcher(this);
}
