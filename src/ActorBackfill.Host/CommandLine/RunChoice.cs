using System.Collections.Immutable;
using System.Net;

namespace ActorBackfill.Host.CommandLine;

/// <summary>How a run goes.</summary>
public sealed record RunChoice
{
    /// <summary>Gets the workers, 1 to 1,024; null means as the job file says.</summary>
    public int? Workers { get; init; }

    /// <summary>Gets whether the number of workers follows the source's limit (<c>--workers auto</c>).</summary>
    public bool ScalesItself { get; init; }

    /// <summary>Gets the requests a second, above 0; null means as the job file says.</summary>
    public double? RequestsPerSecond { get; init; }

    /// <summary>Gets whether one worker does everything (<c>--serial</c>).</summary>
    public bool IsSerial { get; init; }

    /// <summary>Gets whether the environment's <see cref="ParallelSwitch"/> does not count (<c>--parallel</c>).</summary>
    public bool IsParallel { get; init; }

    /// <summary>Gets how many of the units that are left run; null means all.</summary>
    public long? Limit { get; init; }

    /// <summary>Gets which units it is about.</summary>
    public UnitChoice Units { get; init; } = new();

    /// <summary>Gets whether only the plan is shown.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Gets whether finished units run again.</summary>
    public bool RunsAgain { get; init; }

    /// <summary>Gets whether nobody is asked before finished units run again: the command was about them.</summary>
    public bool IsAgreed { get; init; }

    /// <summary>Gets whether it is an error when there is nothing to resume.</summary>
    public bool MustResume { get; init; }

    /// <summary>Gets whether a frozen or running holder of the job is ended.</summary>
    public bool TakesOver { get; init; }

    /// <summary>Gets whether units run although the jobs they need are not as far.</summary>
    public bool IgnoresRequires { get; init; }

    /// <summary>Gets whether another or an empty sink is accepted.</summary>
    public bool AdoptsSink { get; init; }

    /// <summary>Gets whether the job's hooks are left out (<c>--no-hooks</c>).</summary>
    public bool WithoutHooks { get; init; }

    /// <summary>Gets how long units in flight may go on after a stop was asked for.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets how progress is shown.</summary>
    public ProgressStyle Progress { get; init; }

    /// <summary>Gets where the job's pages are served while it runs (<c>--dashboard</c>); null means nowhere.</summary>
    public IPEndPoint? Dashboard { get; init; }

    /// <summary>Gets the log's file; null means in the run's directory.</summary>
    public string? LogFile { get; init; }

    /// <summary>Gets the folder of a log that names every unit that succeeded (<c>--log-dir</c>); null means no such log.</summary>
    public string? LogDirectory { get; init; }

    /// <summary>Gets the folder of the checkpoint file (<c>--checkpoint-dir</c>); null means none is written.</summary>
    public string? CheckpointDirectory { get; init; }

    /// <summary>Gets the sink that processors find tables in which the run's own sink does not have; null for none. For scratch sinks.</summary>
    public string? AlsoReads { get; init; }

    /// <summary>Gets the settings that flags of this run lay over the job file, after <c>--set</c>: <c>retry.max-attempts=3</c>.</summary>
    public ImmutableArray<string> Overlays { get; init; } = [];

    /// <summary>Gets whether the process answers 0 although units have failed.</summary>
    public bool FailedUnitsAreFine { get; init; }

    /// <summary>Gets the arguments as they were given, for the next command.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];
}
