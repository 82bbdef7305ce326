using System.Collections.Concurrent;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>Ends a system in phases, each with tasks and a time limit; <c>akka.coordinated-shutdown</c>.</summary>
public sealed partial class CoordinatedShutdown : IExtension
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<PhaseTask>> _tasks = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<Done> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ILoggingAdapter _log;
    private Reason? _reason;

    internal CoordinatedShutdown(ExtendedActorSystem system)
    {
        System = system;
        _log = Logging.GetLogger(system, typeof(CoordinatedShutdown));
        Phases = Phase.ReadAll(system.Settings.Config.GetConfig("akka.coordinated-shutdown"));
        OrderedPhases = Phase.InOrder(Phases);
        if (system is ActorSystemImpl impl)
        {
            if (impl.Settings.CoordinatedShutdownTerminateActorSystem)
                AddTask(PhaseActorSystemTerminate, "terminate-system", () => TerminateSystem(impl));
            if (system.Settings.Config.GetBoolean("akka.coordinated-shutdown.run-by-clr-shutdown-hook"))
                EndWithProcess(impl);
        }
    }

    /// <summary>Gets the actor system.</summary>
    public ExtendedActorSystem System { get; }

    /// <summary>Gets why it was run; null while it was not.</summary>
    public Reason? ShutdownReason => Volatile.Read(ref _reason);

    /// <summary>Gets the sum of all phases' time limits.</summary>
    public TimeSpan TotalTimeout => Phases.Values.Aggregate(TimeSpan.Zero, (sum, phase) => sum + phase.Timeout);

    internal IReadOnlyDictionary<string, Phase> Phases { get; }

    internal IReadOnlyList<string> OrderedPhases { get; }

    /// <summary>Finds the extension of a system.</summary>
    /// <param name="sys">The system.</param>
    /// <returns>The extension.</returns>
    public static CoordinatedShutdown Get(ActorSystem sys) => sys.WithExtension<CoordinatedShutdown, CoordinatedShutdownExtension>();

    /// <summary>Adds a task to a phase.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="taskName">The task's name, for the log.</param>
    /// <param name="task">Starts it.</param>
    /// <exception cref="ConfigurationException">There is no such phase.</exception>
    public void AddTask(string phase, string taskName, Func<Task<Done>> task) => AddTask(phase, taskName, _ => task());

    /// <summary>Adds a task to a phase.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="taskName">The task's name, for the log.</param>
    /// <param name="task">Starts it; its token is cancelled at the phase's time limit.</param>
    /// <exception cref="ConfigurationException">There is no such phase.</exception>
    public void AddTask(string phase, string taskName, Func<CancellationToken, Task<Done>> task)
    {
        if (!Phases.ContainsKey(phase))
            throw new ConfigurationException($"Unknown phase [{phase}], known phases [{string.Join(',', OrderedPhases)}]. All phases (along with their optional dependencies) must be defined in configuration.");
        _tasks.GetOrAdd(phase, _ => new()).Enqueue(new PhaseTask(taskName, task));
    }

    /// <summary>The time limit of a phase.</summary>
    /// <param name="phase">The phase.</param>
    /// <returns>The limit.</returns>
    public TimeSpan Timeout(string phase) => Phases.TryGetValue(phase, out var found)
        ? found.Timeout
        : throw new ArgumentException($"Unknown phase [{phase}]. All phases must be defined in configuration.", nameof(phase));

    /// <summary>Runs all phases in their order; a second call gets the first one's task.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="fromPhase">The first phase to run; null for all.</param>
    /// <returns>A task that ends with the last phase.</returns>
    public Task<Done> Run(Reason reason, string? fromPhase = null)
    {
        if (Interlocked.CompareExchange(ref _reason, reason, null) is null)
            _ = RunPhases(fromPhase);
        return _done.Task;
    }

    private static async Task<Done> TerminateSystem(ActorSystemImpl system)
    {
        system.FinalTerminate();
        await system.WhenTerminated.ConfigureAwait(false);
        return Done.Instance;
    }

    private void EndWithProcess(ActorSystemImpl system)
    {
        // ProcessExit waits for its handlers: the phases get their time, and no more than that.
        EventHandler onExit = (_, _) => Run(ClrExitReason.Instance).WaitAsync(TotalTimeout).ContinueWith(
            _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).GetAwaiter().GetResult();
        AppDomain.CurrentDomain.ProcessExit += onExit;
        system.RegisterOnTermination(() => AppDomain.CurrentDomain.ProcessExit -= onExit);
    }

    internal sealed record PhaseTask(string Name, Func<CancellationToken, Task<Done>> Start);
}

/// <summary>Makes <see cref="CoordinatedShutdown"/>.</summary>
public sealed class CoordinatedShutdownExtension : ExtensionIdProvider<CoordinatedShutdown>
{
    /// <inheritdoc/>
    public override CoordinatedShutdown CreateExtension(ExtendedActorSystem system) => new(system);
}
