using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Ports;
using Akka.Actor;

namespace ActorBackfill.Engine.Supervising;

/// <summary>One run of a job, as the command line asked for it.</summary>
public sealed record RunSettings
{
    /// <summary>Gets the job.</summary>
    public required JobDefinition Job { get; init; }

    /// <summary>Gets the run's id, the fence: 32 hexadecimal digits, random.</summary>
    public required string RunId { get; init; }

    /// <summary>Gets whether finished units run again and replace their rows (<c>--no-resume</c>).</summary>
    public bool RunsAgain { get; init; }

    /// <summary>Gets how many of the units that are left run, in plan order (<c>--limit</c>); null means all.</summary>
    public long? Limit { get; init; }

    /// <summary>Gets which units of the plan the run is about (<c>--filter</c>, <c>--shard</c>, <c>--from-gaps</c>). Default all.</summary>
    public UnitSelection Selection { get; init; } = UnitSelection.Everything;

    /// <summary>Gets settled units that run again because they are stale (<c>--older-than</c>, <c>--changed-code</c>), as runs of ordinals. Default none.</summary>
    public ImmutableArray<(long First, long Count)> Stale { get; init; } = [];

    /// <summary>Gets whether somebody agreed to a plan that drops settled units, or has other ones (<c>--replan</c>).</summary>
    public bool Replans { get; init; }

    /// <summary>Gets what the job's definition and processor are, for <c>--changed-code</c>; null is not recorded.</summary>
    public string? Code { get; init; }

    /// <summary>Gets whether another or an empty sink is taken over (<c>--adopt-sink</c>).</summary>
    public bool AdoptsSink { get; init; }

    /// <summary>Gets whether the number of workers follows the source's limit, from the job's number on (<c>--workers auto</c>).</summary>
    public bool ScalesItself { get; init; }

    /// <summary>Gets whether units run although the jobs they need are not as far (<c>--ignore-requires</c>).</summary>
    public bool IgnoresRequires { get; init; }

    /// <summary>Gets how long units in flight may go on after a stop was asked for. Default 30 s.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets the units handed over and not yet journaled that are allowed, over all workers. Default 4,000.</summary>
    public int CreditUnits { get; init; } = 4_000;

    /// <summary>Gets their bytes that are allowed. Default 64 MiB.</summary>
    public long CreditBytes { get; init; } = 64L << 20;

    /// <summary>Gets the machine's name for the journal.</summary>
    public required string Host { get; init; }

    /// <summary>Gets the process for the journal.</summary>
    public int ProcessId { get; init; }
}

/// <summary>What a run works with. The host opens and disposes them.</summary>
/// <param name="Source">Where items come from.</param>
/// <param name="Sink">Where rows go; its tables are made or checked already.</param>
/// <param name="CreateProcessor">Makes a processor; null means every item becomes a row of every table.</param>
/// <param name="Time">The clock.</param>
public sealed record RunPorts(ISource Source, ISink Sink, Func<IProcessor>? CreateProcessor, TimeProvider Time)
{
    /// <summary>Gets where workers and the reconciliation start what may block. The thread pool by default; a simulation has its own.</summary>
    public TaskScheduler Tasks { get; init; } = TaskScheduler.Default;

    /// <summary>Gets what remembers the units that are being worked on beyond the death of the process. Nothing does by default.</summary>
    public IInFlightRecord InFlight { get; init; } = NoInFlightRecord.Instance;

    /// <summary>Gets the chance behind jitter, uniform in [0, 1). By default another one every run; a simulation's comes from its seed.</summary>
    public Func<double> Chance { get; init; } = Random.Shared.NextDouble;

    /// <summary>Gets the account of the source's requests, shared with other runs. Null, the default: the run has its own.</summary>
    public IBudget? Budget { get; init; }

    /// <summary>Gets how far the jobs are that the job requires. Null, the default: it requires none.</summary>
    public IReadiness? Readiness { get; init; }

    /// <summary>Gets the actors that are told of units once the journal holds their end (<see cref="Listening.UnitsKnown"/>). Nobody by default.</summary>
    public ImmutableArray<IActorRef> Listeners { get; init; } = [];

    // Only the start is the scheduler's: what follows an await runs where the awaited thing ended, as after Task.Run.
    internal Task<T> Start<T>(Func<Task<T>> work) => Task.Factory
        .StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach | TaskCreationOptions.HideScheduler, Tasks)
        .Unwrap();
}

/// <summary>Why a run did not begin.</summary>
public enum RunRefusal
{
    /// <summary>The journal is missing although the sink has a ledger, or cannot be read: exit 6.</summary>
    JournalUnusable,

    /// <summary>The sink is not the one the journal follows, or is empty: exit 7 unless adopted.</summary>
    OtherSink,

    /// <summary>The dimensions do not make a plan: exit 2.</summary>
    NoPlan,

    /// <summary>The sink's ledger cannot be read or claimed, for instance because somebody holds its file locked: exit 7.</summary>
    SinkUnusable,
}

/// <summary>How a run ended.</summary>
/// <param name="End">How.</param>
/// <param name="Progress">The last progress; its counts are final.</param>
public sealed record RunResult(RunEnd End, RunProgress Progress)
{
    /// <summary>Gets why it did not begin, or null when it did.</summary>
    public RunRefusal? Refusal { get; init; }

    /// <summary>Gets the sentence for the person who has to act, or null when there is nothing to do.</summary>
    public string? Message { get; init; }

    /// <summary>Gets warnings of the start (a reverted sink, adopted units), in order.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
