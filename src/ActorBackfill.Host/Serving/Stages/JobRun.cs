using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Running;
using ActorBackfill.Host.Serving.Jobs;
using ActorBackfill.Host.Signals;

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
    private readonly Lock _lock = new();
    private readonly List<StopRequest> _stops = [];
    private StopStage _asked;

    /// <summary>Begins a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="stages">Makes its runs.</param>
    /// <param name="evidence">Reads what they have brought.</param>
    /// <param name="terminal">Directory, environment and clock; its streams are not written to.</param>
    public JobRun(SubmittedJob job, StageFactory stages, JobEvidence evidence, Terminal terminal)
    {
        (_job, _stages, _evidence, _terminal) = (job, stages, evidence, terminal);
        Ended = Task.Run(RunAsync);
    }

    /// <inheritdoc/>
    public Task<JobOutcome> Ended { get; }

    private int Workers => _stages.Definition.Batch.MaxConcurrentPerJob;

    /// <inheritdoc/>
    public void Stop(bool now)
    {
        lock (_lock)
        {
            _asked = now ? StopStage.Cancel : (StopStage)Math.Max((int)_asked, (int)StopStage.Graceful);
            _stops.ForEach(s => s.End(now));
        }
    }

    private async Task<JobOutcome> RunAsync()
    {
        var wanted = new WantedData(_job.Request, _stages.Definition);
        var ends = new List<StageEnd>();
        if (wanted is { FromApi: true, AtOnce: true } && Workers > 1)
        {
            // Together they are at no more items at a time than one of them alone would be.
            ends.AddRange(await Task.WhenAll(RunApiAsync(Workers / 2), RunScraperAsync(wanted, Workers - (Workers / 2), isSelected: false)));
        }
        else
        {
            if (wanted.FromApi)
            {
                ends.Add(await RunApiAsync(Workers));
            }

            if (wanted.FromPages && ends.TrueForAll(e => e.IsFinished || (e.IsSourceGone && wanted.ChoosesPages)))
            {
                ends.AddRange(wanted.ChoosesPages ? await RunLackingAsync(wanted) : [await RunScraperAsync(wanted, Workers, isSelected: false)]);
            }
        }

        return Outcome(ends, wanted);
    }

    private JobOutcome Outcome(List<StageEnd> ends, WantedData wanted)
    {
        var (api, scraper) = (Sum(ends, StageRun.Api), Sum(ends, StageRun.Scraper));
        var figures = _evidence.Of(_job).Figures(api, scraper);
        var message = ends.Find(e => e.Message is not null) is { } first ? $"{first.Source}: {first.Message}" : null;
        var isExcused = wanted.ChoosesPages && ends.Exists(e => e is { Source: StageRun.Scraper, IsFinished: true });
        return ends.Exists(e => e.IsStopped) || ends.Count == 0 ? new JobOutcome(JobOutcome.Way.Stopped, figures, null)
            : ends.TrueForAll(e => e.IsFinished || (e.IsSourceGone && isExcused)) ? new JobOutcome(JobOutcome.Way.Finished, figures, message)
            : new JobOutcome(JobOutcome.Way.Failed, figures, message);
    }

    private static SourceFigures Sum(IEnumerable<StageEnd> ends, string source) =>
        ends.Where(e => e.Source == source).Aggregate(SourceFigures.None, (sum, e) => sum.Plus(e.Figures));

    private Task<StageEnd> RunApiAsync(int workers) => RunAsync(_stages.Api(_job.Id, _job.Request.SearchType, workers));

    private Task<StageEnd> RunScraperAsync(WantedData wanted, int workers, bool isSelected) =>
        RunAsync(_stages.Scraper(_job.Id, _job.Request.SearchType, wanted.Pages, workers, isSelected));

    // Which units are lacking is decided once: what a run against pages was begun with, it goes on with.
    private async Task<IEnumerable<StageEnd>> RunLackingAsync(WantedData wanted)
    {
        var folder = _stages.FolderOf(_job.Id);
        if (!File.Exists(folder.Lacking))
        {
            folder.WriteLacking(_evidence.Of(_job).Lacking());
        }

        return _evidence.HasLacking(_job) ? [await RunScraperAsync(wanted, Workers, isSelected: true)] : [];
    }

    private async Task<StageEnd> RunAsync(StageRun stage)
    {
        var watch = new StageWatch();
        try
        {
            if (_evidence.HasFinished(stage))
            {
                return new StageEnd(stage.Source, ExitCode.Complete, null, SourceFigures.None);
            }

            var silent = _terminal.Silent();
            var stop = new StopRequest(silent, stage.Run.Grace);
            if (!TryAdd(stop))
            {
                return new StageEnd(stage.Source, ExitCode.Terminated, null, SourceFigures.None);
            }

            var talk = new Talk(silent, IsJson: false, IsQuiet: true, IsVerbose: false, SaysYes: true, AsksNothing: true);
            var report = await new RunCommand(stage.Choice, stage.Run, talk).ExecuteAsync(stop, new StatusRequest(), watch);
            return new StageEnd(stage.Source, report.ExitCode, report.ExitCode is ExitCode.Complete or ExitCode.UnitsFailed ? null : report.Result.Message, watch.Figures);
        }
#pragma warning disable CA1031 // What stops one job is that job's outcome, and no other's.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var error = KnownErrors.Of(e, _terminal);
            return new StageEnd(stage.Source, error.ExitCode, string.Join(' ', error.Details.Prepend(error.Message)), watch.Figures);
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
