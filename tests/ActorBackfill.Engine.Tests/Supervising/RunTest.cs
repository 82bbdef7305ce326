using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Engine.Tests.Fakes;
using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;

namespace ActorBackfill.Engine.Tests.Supervising;

/// <summary>Runs whole jobs: real actors, a journal in memory, a sink in memory, a scripted source.</summary>
public abstract class RunTest : TestKit
{
    private static readonly TimeSpan Ceiling = TimeSpan.FromSeconds(30);

    private int _runs;

    protected RunTest()
        : base(Configuration, "run")
    {
    }

    internal ScriptedSource Source { get; } = new();

    internal MemorySink Sink { get; } = new();

    private static Config Configuration => ConfigurationFactory.ParseString(
        """
        akka.loglevel = WARNING
        akka.persistence.journal.plugin = "akka.persistence.journal.inmem"
        akka.persistence.snapshot-store.plugin = "akka.persistence.snapshot-store.inmem"
        """).WithFallback(EngineConfig.Default);

    private protected Run Start(
        JobDefinition job, Func<RunSettings, RunSettings>? change = null, Func<IProcessor>? processor = null, MemorySink? sink = null)
    {
        var settings = new RunSettings { Job = job, RunId = $"{++_runs:d32}", Host = "test" };
        var ended = new TaskCompletionSource<RunResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var supervisor = Sys.ActorOf(
            JobSupervisor.For(new RunPorts(Source, sink ?? Sink, processor, TimeProvider.System), change?.Invoke(settings) ?? settings, ended), $"job-{_runs}");
        return new Run(supervisor, ended.Task);
    }

    private protected Task<RunResult> RunAsync(
        JobDefinition job, Func<RunSettings, RunSettings>? change = null, Func<IProcessor>? processor = null, MemorySink? sink = null) =>
        Start(job, change, processor, sink).EndAsync();

    /// <summary>What the rows of a plan are when every unit gave its one item.</summary>
    private protected static IReadOnlyList<string> ExpectedRows(Plan plan) =>
        [.. Enumerable.Range(0, (int)plan.Count).Select(i => plan.UnitAt(i)).Select(u => $"rows:{u.Key}|{u.Ordinal}").Order(StringComparer.Ordinal)];

    private protected sealed record Run(IActorRef Supervisor, Task<RunResult> Ended)
    {
        /// <summary>Waits for the end.</summary>
        public Task<RunResult> EndAsync() => Ended.WaitAsync(Ceiling);

        /// <summary>Ends the run as a crash does: its actors handle no message any more, nothing is written about it.</summary>
        public Task CrashAsync() => Supervisor.GracefulStop(Ceiling);
    }
}
