using System.Collections.Immutable;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles;

/// <summary>Which job file to read, and what the command line lays over it.</summary>
public sealed record JobFileRequest
{
    /// <summary>Gets the JOB of the command line: a path, or a name looked up in <c>HOCON/jobs</c>.</summary>
    public required string Job { get; init; }

    /// <summary>Gets the processors that the file may name.</summary>
    public required ProcessorRegistry Processors { get; init; }

    /// <summary>Gets today's date, for the dry check of the plan.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Gets the <c>--set key=value</c> texts in their order.</summary>
    public ImmutableArray<string> Overlays { get; init; } = [];

    /// <summary>Gets the <c>key=value</c> texts of the environment, each with its variable; <c>--set</c> lies over them.</summary>
    public ImmutableArray<HoconText> Settings { get; init; } = [];

    /// <summary>Gets <c>--start-date</c> as typed, <c>2025-09-01</c> or <c>2025-09</c>; null means not given.</summary>
    public string? StartDate { get; init; }

    /// <summary>Gets <c>--end-date</c> as typed, included in the range; null means not given.</summary>
    public string? EndDate { get; init; }

    /// <summary>Gets <c>--last</c> as typed, <c>90d</c>: the days that end with today; null means not given.</summary>
    public string? Last { get; init; }

    /// <summary>Gets <c>--order</c> as typed, <c>newest</c> or <c>player=priority:last_run</c>; null means as the file says.</summary>
    public string? Order { get; init; }

    /// <summary>Gets the current time, for the zone's today; noon of <see cref="Today"/>, UTC, unless given.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>Gets <c>--workers</c>, 1 to 1,024; null means what the file says.</summary>
    public int? Workers { get; init; }

    /// <summary>Gets whether one worker does everything (<c>--serial</c>); together with other workers than 1 it is an error.</summary>
    public bool IsSerial { get; init; }

    /// <summary>Gets whether the job's own switch for serial runs does not count: <c>--parallel</c>, or a scale that follows the source.</summary>
    public bool IsParallel { get; init; }

    /// <summary>Gets the processors of the machine, from 1.</summary>
    public int Cpus { get; init; } = Environment.ProcessorCount;

    /// <summary>Gets the environment, for the job's own switch; empty unless given.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>Gets <c>--sink</c>, the path of the SQLite file; null means what the file says.</summary>
    public string? SinkPath { get; init; }

    /// <summary>Gets the time that decides what today is.</summary>
    internal DateTimeOffset Instant => Now ?? new DateTimeOffset(Today, new TimeOnly(12, 0), TimeSpan.Zero);

    /// <summary>Gets the folders that are searched for a job's name; default <see cref="JobFolders.Default"/>.</summary>
    public ImmutableArray<string> Folders { get; init; } = JobFolders.Default();
}
