using System.Collections.Immutable;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Host.JobFiles;

namespace ActorBackfill.Host.CommandLine;

/// <summary>Which job a command is about, and with which settings.</summary>
/// <param name="Job">A path, or a name looked up in <c>HOCON/jobs</c>.</param>
/// <param name="StartDate">First day of the calendar dimension, as typed; null means as the job file says.</param>
/// <param name="EndDate">Its last day, included; null means as the job file says.</param>
/// <param name="Sink">The sink's file; null means as the job file says.</param>
/// <param name="State">The state directory.</param>
/// <param name="Overlays">The <c>key=value</c> texts laid over the job file, in order.</param>
public sealed record JobChoice(string Job, string? StartDate, string? EndDate, string? Sink, string State, ImmutableArray<string> Overlays)
{
    /// <summary>Gets the days that end with today, as typed, <c>90d</c>; null means none.</summary>
    public string? Last { get; init; }

    /// <summary>Gets the request to read the job's file.</summary>
    /// <param name="processors">The processors it may name.</param>
    /// <param name="today">The current date, UTC.</param>
    /// <param name="workers">Workers of the command line, or null.</param>
    /// <param name="isSerial">Whether one worker does everything.</param>
    public JobFileRequest Request(ProcessorRegistry processors, DateOnly today, int? workers = null, bool isSerial = false) => new()
    {
        Job = Job,
        Processors = processors,
        Today = today,
        StartDate = StartDate,
        EndDate = EndDate,
        Last = Last,
        SinkPath = Sink,
        Overlays = Overlays,
        Workers = workers,
        IsSerial = isSerial,
    };
}
