using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Gates;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Host.ReadModels;

namespace ActorBackfill.Host.Reports;

/// <summary>All there is to say about one run of a job, as of that run's last event.</summary>
internal sealed record RunEvidence
{
    /// <summary>Gets the job's name.</summary>
    public required string Job { get; init; }

    /// <summary>Gets the run.</summary>
    public required RunRow Run { get; init; }

    /// <summary>Gets one word: <c>finished</c>, <c>stopped</c>, <c>crashed</c>, <c>running</c>, or another end.</summary>
    public required string State { get; init; }

    /// <summary>Gets who began it; null for runs of versions that did not note it.</summary>
    public RunStamp? Stamp { get; init; }

    /// <summary>Gets what it wrote itself; null when it was killed or goes on.</summary>
    public OwnReport? Own { get; init; }

    /// <summary>Gets the units of the plan by state at its end; they add up.</summary>
    public required UnitCounts Units { get; init; }

    /// <summary>Gets the failures that stood at its end, most units first; at most 100.</summary>
    public ImmutableArray<ReportedGroup> Failures { get; init; } = [];

    /// <summary>Gets how many groups there were.</summary>
    public int GroupCount { get; init; }

    /// <summary>Gets what was done to the job since it began and before the next run, the oldest first; at most 200.</summary>
    public ImmutableArray<ChangeRow> Changes { get; init; } = [];

    /// <summary>Gets what is different from the run before, a sentence each.</summary>
    public ImmutableArray<string> Differences { get; init; } = [];

    /// <summary>Gets the number of the run it went on with; null when it began the job or the one before had finished.</summary>
    public int? ResumedFrom { get; init; }

    /// <summary>Gets the number of the journal's last event that is counted.</summary>
    public long SequenceNr { get; init; }

    /// <summary>Gets when the report was made.</summary>
    public DateTimeOffset Made { get; init; }

    /// <summary>Gets the sink's file.</summary>
    public required string Sink { get; init; }

    /// <summary>Gets the journal's file.</summary>
    public required string Journal { get; init; }

    /// <summary>Gets the exact next command.</summary>
    public required string Next { get; init; }

    /// <summary>Gets how much of the plan is settled.</summary>
    public Completeness Completeness => new(Units.Total, Units.Done + Units.Empty);

    /// <summary>Gets how long it lasted.</summary>
    public TimeSpan Duration => Own is { } own ? TimeSpan.FromSeconds(own.Seconds) : Run.Duration;

    /// <summary>Gets the attempts that failed and were made again.</summary>
    public long Retries => Own?.Retries ?? Run.Retries;

    /// <summary>Gets the units that ended in it, whatever their outcome.</summary>
    public long UnitsInRun => Run.Outcomes.Sum();

    /// <summary>Gets the word of an end.</summary>
    /// <param name="end">The end; null for none.</param>
    /// <param name="goesOn">Whether a process holds the job and this is its run.</param>
    public static string Word(RunEnd? end, bool goesOn) => end is { } known
        ? System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(known.ToString())
        : goesOn ? "running" : "crashed";
}

/// <summary>Failures of one kind in a report.</summary>
/// <param name="Id">The group's number for people; null when the read model does not know it.</param>
/// <param name="Group">The kind.</param>
internal sealed record ReportedGroup(long? Id, FailureGroup Group);
