using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Engine.Tests.Fakes;
using ActorBackfill.Tests.Shared;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.TestKit;

namespace ActorBackfill.Engine.Tests.Supervising;

/// <summary>Runs whole jobs: real actors, a journal in memory, a sink in memory, a scripted source.</summary>
public abstract class RunTest : PatientTestKit
{
    private static readonly TimeSpan Ceiling = TimeSpan.FromMinutes(3);

    private readonly TestProbe _unhandled;
    private int _runs;

    protected RunTest(Config? more = null)
        : base(more is null ? Configuration : more.WithFallback(Configuration), "run")
    {
        _unhandled = CreateTestProbe("unhandled");
        Sys.EventStream.Subscribe(_unhandled, typeof(UnhandledMessage));
    }

    internal ScriptedSource Source { get; } = new();

    internal MemorySink Sink { get; } = new();

    internal virtual TimeProvider Time => TimeProvider.System;

    internal virtual TaskScheduler Tasks => TaskScheduler.Default;

    internal JournalFaults Journal => FaultyJournal.FaultsOf(Sys);

    private static Config Configuration => ConfigurationFactory.ParseString(
        """
        akka.loglevel = WARNING
        akka.persistence.journal.plugin = "akka.persistence.journal.faulty"
        akka.persistence.journal.faulty.class = "ActorBackfill.Engine.Tests.Fakes.FaultyJournal, ActorBackfill.Engine.Tests"
        akka.persistence.snapshot-store.plugin = "akka.persistence.snapshot-store.inmem"
        """).WithFallback(EngineConfig.Default);

    private protected Run Start(
        JobDefinition job,
        Func<RunSettings, RunSettings>? change = null,
        Func<IProcessor>? processor = null,
        MemorySink? sink = null,
        Func<RunPorts, RunPorts>? changePorts = null)
    {
        var settings = new RunSettings { Job = job, RunId = $"{++_runs:d32}", Host = "test" };
        var ended = new TaskCompletionSource<RunResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var ports = new RunPorts(Source, sink ?? Sink, processor, Time) { Tasks = Tasks };
        var supervisor = Sys.ActorOf(
            JobSupervisor.For(changePorts?.Invoke(ports) ?? ports, change?.Invoke(settings) ?? settings, ended), $"job-{_runs}");
        return new Run(supervisor, ended.Task);
    }

    private protected Task<RunResult> RunAsync(
        JobDefinition job, Func<RunSettings, RunSettings>? change = null, Func<IProcessor>? processor = null, MemorySink? sink = null) =>
        Start(job, change, processor, sink).EndAsync();

    /// <summary>What the rows of a plan are when every unit gave its one item.</summary>
    private protected static IReadOnlyList<string> ExpectedRows(Plan plan) =>
        [.. Enumerable.Range(0, (int)plan.Count).Select(i => plan.UnitAt(i)).Select(u => $"rows:{u.Key}|{u.Ordinal}").Order(StringComparer.Ordinal)];

    /// <summary>A message that nobody handles is a unit lost in silence.</summary>
    protected override void AfterAll()
    {
        try
        {
            _unhandled.ExpectNoMsg(TimeSpan.Zero);
        }
        finally
        {
            base.AfterAll();
        }
    }

    private protected sealed record Run(IActorRef Supervisor, Task<RunResult> Ended)
    {
        /// <summary>Waits for the end.</summary>
        public Task<RunResult> EndAsync() => Ended.WaitAsync(Ceiling);

        /// <summary>Ends the run as a crash does: its actors handle no message any more, nothing is written about it.</summary>
        public Task CrashAsync() => Supervisor.GracefulStop(Ceiling);
    }
}
