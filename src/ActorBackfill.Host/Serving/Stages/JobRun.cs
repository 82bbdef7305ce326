using System.Collections.Immutable;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Running;
using ActorBackfill.Host.Serving.Jobs;
using ActorBackfill.Host.Signals;
using ActorBackfill.Host.Telemetry;

namespace ActorBackfill.Host.Serving.Stages;

/// <summary>
/// The runs of one submitted job, in the order that its mode says. Each is an ordinary run with its own supervisor and journal, so that it
/// goes on where it was when the process comes back.
/// </summary>
internal sealed class JobRun : IRunningJob
{
    private readonly SubmittedJob _job;
    private readonly StageFactory _stages;
    private readonly JobEvidence _evidence;
    private readonly Terminal _terminal;
    private readonly RunTelemetry _telemetry;
    private readonly JobControls _controls;
    private readonly StageAgain _again;
    private readonly Lock _lock = new();
    private readonly List<StopRequest> _stops = [];
    private StopStage _asked;

    /// <summary>Begins a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="stages">Makes its runs.</param>
    /// <param name="evidence">Reads what they have brought.</param>
    /// <param name="terminal">Directory, environment and clock; its streams are not written to.</param>
    /// <param name="telemetry">Measures the runs, by the name of their stage.</param>
    public JobRun(SubmittedJob job, StageFactory stages, JobEvidence evidence, Terminal terminal, RunTelemetry telemetry)
    {
        (_job, _stages, _evidence, _terminal, _telemetry) = (job, stages, evidence, terminal, telemetry);
        _controls = new JobControls(job, stages.Definition.Batch.MaxConcurrentPerJob);
        _again = new StageAgain(stages.FolderOf(job.Id), evidence);
        Ended = Task.Run(RunAsync);
    }

    /// <inheritdoc/>
    public Task<JobOutcome> Ended { get; }

    private bool IsParallel => _stages.Definition.Batch.EnableParallelScraping;

    /// <inheritdoc/>
    public void Change(JobChanged changed) => _controls.Change(changed);

    /// <inheritdoc/>
    public void Stop(bool now)
    {
        lock (_lock)
        {
            _asked = now ? StopStage.Cancel : (StopStage)Math.Max((int)_asked, (int)StopStage.Graceful);
            _stops.ForEach(s => s.End(now));
        }

        _controls.Release();
    }

    private async Task<JobOutcome> RunAsync()
    {
        var wanted = new WantedData(_job.Request, _stages.Definition);
        ImmutableArray<DataType?> api = wanted.FromApi ? [null] : [];
        ImmutableArray<DataType?> pages = wanted.FromPages ? [.. wanted.Pages.Select(t => (DataType?)t)] : [];
        var ends = new List<StageEnd>();
        foreach (var step in wanted.AtOnce ? (ImmutableArray<DataType?>[])[[.. api, .. pages]] : [api, pages])
        {
            if (ends.TrueForAll(e => e.IsFinished || (e.IsSourceGone && wanted.ChoosesPages)))
            {
                await RunAsync(step, wanted.ChoosesPages, ends);
            }
        }

        return Outcome(ends);
    }

    // All at once, and together at no more items at a time than one of them alone would be.
    private async Task RunAsync(ImmutableArray<DataType?> step, bool chooses, List<StageEnd> ends)
    {
        foreach (var atOnce in step.Chunk(IsParallel ? _controls.Workers : 1))
        {
            ends.AddRange(await Task.WhenAll(atOnce.Select((type, i) => RunAsync(type, chooses, new WorkerShare(i, atOnce.Length, type is not null && !IsParallel)))));
        }
    }

    private async Task<StageEnd> RunAsync(DataType? type, bool chooses, WorkerShare share)
    {
        await _controls.WhilePausedAsync();
        var search = _job.Request.SearchType;
        if (type is not { } page)
        {
            return await RunAsync(_stages.Api(_job.Id, search, share.Of(_controls.Workers)), share);
        }

        // Which units are lacking is decided once: what a run against pages was begun with, it goes on with.
        var folder = _stages.FolderOf(_job.Id);
        if (chooses && !File.Exists(folder.Lacking(page)))
        {
            var lacking = _evidence.Of(_job).Lacking(page).ToList();
            if (lacking.Count == 0)
            {
                return new StageEnd(type, ExitCode.Complete, null, SourceFigures.None);
            }

            folder.WriteLacking(page, lacking);
        }

        return await RunAsync(_stages.Page(_job.Id, search, page, share.Of(_controls.Workers), chooses), share);
    }

    private JobOutcome Outcome(List<StageEnd> ends)
    {
        var (api, scraper) = (Sum(ends.Where(e => e.Type is null)), Sum(ends.Where(e => e.Type is not null)));
        var figures = _evidence.Of(_job).Figures(api, scraper);
        var messages = ends.Where(e => e.Message is not null).Select(e => $"{StageRun.NameOf(e.Type)}: {e.Message}").ToList();
        var message = messages.Count == 0 ? null : string.Join("; ", messages);

        // A source that gave up is an error of each item that it owes; the job has failed where none of them came to its end.
        var isFinished = ends.TrueForAll(e => e.IsFinished || e.IsSourceGone) && ends.Exists(e => e.IsFinished);
        return ends.Exists(e => e.IsStopped) || ends.Count == 0 ? new JobOutcome(JobOutcome.Way.Stopped, figures, null)
            : new JobOutcome(isFinished ? JobOutcome.Way.Finished : JobOutcome.Way.Failed, figures, message);
    }

    private static SourceFigures Sum(IEnumerable<StageEnd> ends) => ends.Aggregate(SourceFigures.None, (sum, e) => sum.Plus(e.Figures));

    private async Task<StageEnd> RunAsync(StageRun asked, WorkerShare share)
    {
        using var observer = _telemetry.Observe(asked.Name);
        var watch = new StageWatch();
        var controls = _controls.Begin(share);
        try
        {
            if (_again.Next(asked) is not { } stage)
            {
                return new StageEnd(asked.Type, ExitCode.Complete, null, SourceFigures.None);
            }

            var silent = _terminal.Silent();
            var stop = new StopRequest(silent, stage.Run.Grace);
            if (!TryAdd(stop))
            {
                return new StageEnd(asked.Type, ExitCode.Terminated, null, SourceFigures.None);
            }

            var talk = new Talk(silent, IsJson: false, IsQuiet: true, IsVerbose: false, SaysYes: true, AsksNothing: true);
            var report = await new RunCommand(stage.Choice, stage.Run, talk, observer: observer, controls: controls).ExecuteAsync(stop, new StatusRequest(), watch);
            return new StageEnd(asked.Type, report.ExitCode, report.ExitCode is ExitCode.Complete or ExitCode.UnitsFailed ? null : report.Result.Message, watch.Figures);
        }
#pragma warning disable CA1031 // What stops one job is that job's outcome, and no other's.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var error = KnownErrors.Of(e, _terminal);
            return new StageEnd(asked.Type, error.ExitCode, string.Join(' ', error.Details.Prepend(error.Message)), watch.Figures);
        }
        finally
        {
            _controls.End(controls);
        }
    }

    private bool TryAdd(StopRequest stop)
    {
        lock (_lock)
        {
            _stops.Add(stop);
            return _asked == StopStage.None;
        }
    }
}
