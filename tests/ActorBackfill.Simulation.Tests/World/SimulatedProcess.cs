using ActorBackfill.Engine.Controlling;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Engine.Tests.Fakes;
using ActorBackfill.Simulation.Tests.Checks;
using ActorBackfill.Simulation.Tests.Kernel;
using Akka.Actor;
using Akka.Event;
using Akka.TestKit;

namespace ActorBackfill.Simulation.Tests.World;

/// <summary>One process with one run of the job. It does one step at a time; to drop it is to kill it.</summary>
internal sealed class SimulatedProcess
{
    private readonly TaskCompletionSource<RunResult> _ended = new();

    public SimulatedProcess(SimulatedWorld world, TimeSpan now)
    {
        World = world;
        Number = ++world.Processes;
        Steps = new StepQueue(world.Chance, world.Trace);
        Time = new VirtualTime(Steps, now);
        Context = new SimulationContext(Steps);
        Source = new SimulatedSource(this);
        Watch = new Watch(this);
        Sink = SimulatedSink.Of(this);
        RunId = $"{Number:d32}";
    }

    public SimulatedWorld World { get; }

    public int Number { get; }

    public StepQueue Steps { get; }

    public VirtualTime Time { get; }

    public SimulationContext Context { get; }

    public SimulatedSource Source { get; }

    public Watch Watch { get; }

    public MemorySink Sink { get; }

    public string RunId { get; }

    /// <summary>Set within a step in which the process dies: nothing of it becomes durable any more.</summary>
    public bool IsDead { get; set; }

    public Task<RunResult> Ended => _ended.Task;

    public bool HasClaimed => World.Sink.RunId == RunId;

    /// <summary>Gets the most units that may be worked on at a time.</summary>
    public int MostWorkers { get; private set; }

    public IActorRef Supervisor { get; private set; } = ActorRefs.Nobody;

    public void Start(RunKind kind)
    {
        Note($"starts {kind}");
        var setup = BootstrapSetup.Create().WithConfig(SimulationConfig.Value)
            .And(new SimulationSetup(Steps, Watch.OnTold, Watch.OnTaken, this));
        var system = ActorSystem.Create("simulation", setup);
        Time.Scheduler = (TestScheduler)system.Scheduler;
        system.EventStream.Subscribe(system.ActorOf(Props.Create(() => new UnhandledListener(Watch)), "unhandled"), typeof(UnhandledMessage));
        var scenario = World.Scenario;
        MostWorkers = scenario.Job.Workers;
        Func<IProcessor>? createProcessor = scenario.HasProcessor ? CreateProcessor : null;
        var ports = new RunPorts(Source, Sink, createProcessor, Time) { Tasks = new SimulationTasks(Steps), Chance = World.Chance.Next };
        var settings = new RunSettings { Job = scenario.Job, RunId = RunId, Host = "simulation", CreditUnits = scenario.CreditUnits, RunsAgain = kind.RunsAgain, Limit = kind.Limit };
        Supervisor = system.ActorOf(JobSupervisor.For(ports, settings, _ended), "job");
    }

    /// <summary>A person does something to the run.</summary>
    public void Command(object command)
    {
        Note($"somebody: {command}");
        MostWorkers = command is ScaleRun scale ? Math.Max(MostWorkers, scale.Workers ?? 1_024) : MostWorkers;
        Supervisor.Tell(command);
    }

    /// <summary>Does one step, or lets time pass until there is one; false when nothing can ever happen any more.</summary>
    public bool DoOne()
    {
        // Time passes while there is work, too.
        if (World.Chance.Is(0.05))
        {
            Time.Advance(World.Chance.Time(TimeSpan.FromMicroseconds(10), TimeSpan.FromMilliseconds(100)));
        }

        return (Steps.Count > 0 || Time.AdvanceToNextStep()) && Steps.RunOne();
    }

    public void Note(string what) => World.Trace.Note($"{Time.Elapsed.TotalSeconds,9:0.000} p{Number} {what}");

    public void Tell(Func<string> what) => World.Trace.Tell(() => $"{Time.Elapsed.TotalSeconds,9:0.000} p{Number}   {what()}");

    /// <summary>Stops what a dead process would still make durable within the step in which it dies.</summary>
    public void MustLive()
    {
        if (IsDead)
        {
            throw new InvalidOperationException("the process is dead");
        }
    }

    private IProcessor CreateProcessor() => World.Faults.Strikes(World.Faults.Rates.Crashing)
        ? throw new InvalidOperationException("the processor cannot be made")
        : new SimulatedProcessor(this);

    private sealed class UnhandledListener : ReceiveActor
    {
        public UnhandledListener(Watch watch) => Receive<UnhandledMessage>(m => watch.Check(false, $"unhandled by {m.Recipient.Path.Name}: {m.Message}"));
    }
}
