using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Supervising;

namespace ActorBackfill.Host.Running;

/// <summary>All there is to say about a run that has ended.</summary>
internal sealed record RunReport
{
    /// <summary>Gets the job's name.</summary>
    public required string Job { get; init; }

    /// <summary>Gets how it ended.</summary>
    public required RunResult Result { get; init; }

    /// <summary>Gets the run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>Gets the exit code.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Gets how long it took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Gets the sink's file.</summary>
    public required string Sink { get; init; }

    /// <summary>Gets the journal's file.</summary>
    public required string Journal { get; init; }

    /// <summary>Gets the report's file; null when none was written.</summary>
    public string? ReportFile { get; init; }

    /// <summary>Gets the command that shows what failed, group by group; null when nothing did.</summary>
    public string? Triage { get; init; }

    /// <summary>Gets what the job calls a unit: <c>day</c>.</summary>
    public string Noun { get; init; } = "unit";

    /// <summary>Gets the hooks that may be told of it.</summary>
    public HooksDefinition Hooks { get; init; } = new();

    /// <summary>Gets the counts that the job has names for.</summary>
    public ImmutableArray<TotalDefinition> Totals { get; init; } = [];

    /// <summary>Gets the exact next command.</summary>
    public required string Next { get; init; }

    /// <summary>Gets the final progress.</summary>
    public RunProgress Progress => Result.Progress;

    /// <summary>Gets the units a second of this run.</summary>
    public double Rate => Elapsed > TimeSpan.Zero ? Progress.UnitsThisRun / Elapsed.TotalSeconds : 0;

    /// <summary>Gets whether there was nothing to do.</summary>
    public bool DidNothing => Result.Refusal is null && Progress is { UnitsThisRun: 0, Requests: 0, Units.Open: 0 };
}
