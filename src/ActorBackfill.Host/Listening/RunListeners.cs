using System.Collections.Immutable;
using System.Globalization;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Exports;
using Akka.Actor;

namespace ActorBackfill.Host.Listening;

/// <summary>Who hears of a run's units: the counted progress, the log of units, the checkpoint file, telemetry; each only where it was asked for.</summary>
internal sealed class RunListeners
{
    // What is left to write at the end is one small file.
    private static readonly TimeSpan FlushTime = TimeSpan.FromSeconds(20);

    private readonly ImmutableArray<(string Name, Props Props)> _props;
    private ImmutableArray<IActorRef> _actors = [];

    private RunListeners(LineQueue lines, ImmutableArray<(string Name, Props Props)> props) => (Lines, _props) = (lines, props);

    /// <summary>Gets the lines that are to be shown.</summary>
    public LineQueue Lines { get; }

    /// <summary>Chooses the listeners of a run.</summary>
    /// <param name="job">The job.</param>
    /// <param name="run">What was asked for.</param>
    /// <param name="export">Where the checkpoint file goes; null for none.</param>
    /// <param name="entities">Where the file of entities goes; null for none.</param>
    /// <param name="telemetry">Measures it; null for none.</param>
    /// <param name="talk">Whether progress is shown at all.</param>
    public static RunListeners Of(JobDefinition job, RunChoice run, CheckpointExport? export, EntityExport? entities, Props? telemetry, Talk talk)
    {
        var (lines, time) = (new LineQueue(), talk.Terminal.Time);
        var props = ImmutableArray.CreateBuilder<(string Name, Props Props)>();
        if (job.Progress.Every is not null && run.Progress is not (ProgressStyle.None or ProgressStyle.Json) && (run.Progress == ProgressStyle.Lines || !(talk.IsQuiet || talk.IsJson)))
        {
            props.Add(("counted-progress", CountedProgressActor.For(job.Progress, job.Workers, run.Limit ?? long.MaxValue, lines, time)));
        }

        if (run.LogDirectory is not null)
        {
            props.Add(("unit-log", UnitLogActor.For()));
        }

        if (export is not null)
        {
            props.Add(("checkpoint-file", CheckpointExportActor.For(export, time)));
        }

        if (entities is not null)
        {
            props.Add(("entity-file", EntityExportActor.For(entities, time)));
        }

        if (telemetry is not null)
        {
            props.Add(("telemetry", telemetry));
        }

        return new RunListeners(lines, props.ToImmutable());
    }

    /// <summary>Gets the name of a log in the folder of <c>--log-dir</c>: <c>{job}_parallel_{yyyyMMdd_HHmmss}.log</c>, <c>_sequential_</c> with one worker.</summary>
    /// <param name="job">The job.</param>
    /// <param name="at">When the run begins.</param>
    public static string LogName(JobDefinition job, DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"{job.Name}_{(job.Workers == 1 ? "sequential" : "parallel")}_{at.UtcDateTime:yyyyMMdd_HHmmss}.log");

    /// <summary>Starts them.</summary>
    /// <param name="system">The run's actor system.</param>
    public ImmutableArray<IActorRef> Start(ActorSystem system) => _actors = [.. _props.Select(p => system.ActorOf(p.Props, p.Name))];

    /// <summary>Waits until all that was heard is written.</summary>
    /// <returns>What could not be written; empty when all was.</returns>
    public async Task<IReadOnlyList<string>> FlushAsync()
    {
        var problems = new List<string>();
        foreach (var actor in _actors)
        {
            try
            {
                var flushed = await actor.Ask<Flushed>(Flush.Instance, FlushTime);
                problems.AddRange(flushed.Problem is { } problem ? [problem] : []);
            }
            catch (AskTimeoutException)
            {
                problems.Add($"{actor.Path.Name} did not come to its end within {FlushTime.TotalSeconds:0} s");
            }
        }

        return problems;
    }
}
