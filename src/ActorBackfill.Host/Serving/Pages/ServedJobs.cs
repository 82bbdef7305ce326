using ActorBackfill.Dashboard.Live;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Dashboards;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Serving.Jobs;
using ActorBackfill.Host.Serving.Stages;

namespace ActorBackfill.Host.Serving.Pages;

/// <summary>The runs of submitted jobs, as pages call them: <c>api-ID</c>, <c>tax_data-ID</c>.</summary>
/// <param name="book">Knows the submitted jobs.</param>
/// <param name="stages">Knows their runs.</param>
/// <param name="evidence">Reads them.</param>
internal sealed class ServedJobs(SubmittedBook book, StageFactory stages, JobEvidence evidence) : IFindJobs
{
    /// <inheritdoc/>
    public Talk Talk => evidence.Talk;

    /// <inheritdoc/>
    public bool IsSubmitted => true;

    /// <summary>Gets the names of a job's runs that have begun, that of the API first.</summary>
    /// <param name="job">The job.</param>
    public IEnumerable<string> RunsOf(SubmittedJob job) => StagesOf(job).Where(JobEvidence.HasBegun).Select(stage => NameOf(job, stage));

    /// <summary>Gets the submitted job of a run; null when there is none.</summary>
    /// <param name="name">The run's name, from outside.</param>
    public SubmittedJob? JobOf(string name) => name.LastIndexOf('-') is > 0 and var dash ? book.Find(name[(dash + 1)..]) : null;

    /// <summary>Gets the id of the submitted job of a run; null when there is no such run.</summary>
    /// <param name="name">The run's name, from outside.</param>
    public string? IdOf(string name) => Find(name) is null ? null : JobOf(name)?.Id;

    /// <summary>Gets whether units of a run that has finished wait to be asked for again.</summary>
    /// <param name="name">The run's name, from outside.</param>
    public bool HasOpen(string name) => Find(name) is { } stage && evidence.OpenOf(stage) is { IsEmpty: false };

    /// <inheritdoc/>
    public LoadedJob? Load(string name) => Find(name) is { } stage ? evidence.Load(stage) : null;

    /// <inheritdoc/>
    public JobChoice? ChoiceOf(string name) => Find(name)?.Choice;

    /// <inheritdoc/>
    public NextStep? NextOf(string name, Status.JobStatus status) => JobOf(name) is not { } job ? null
        : job.Status is JobStatus.Stopped or JobStatus.Failed ? new NextStep($"Job {job.Id} is {WireNames.Lower(job.Status)}, and goes on when it is resumed: POST /api/v1/jobs/{job.Id}/resume.", null)
        : job.IsOver ? new NextStep($"Job {job.Id} is {WireNames.Lower(job.Status)}; what it has brought: GET /api/v1/jobs/{job.Id}/results.", null)
        : job.PausedSince is not null || status.Word == "paused" ? new NextStep("It waits for somebody to unpause it.", null)
        : new NextStep("Its server goes on with it by itself.", null);

    private static string NameOf(SubmittedJob job, StageRun stage) => $"{stage.Name}-{job.Id}";

    private StageRun? Find(string name) => JobOf(name) is { } job ? StagesOf(job).FirstOrDefault(stage => NameOf(job, stage) == name) : null;

    private IEnumerable<StageRun> StagesOf(SubmittedJob job)
    {
        var (wanted, search, workers) = (new WantedData(job.Request, stages.Definition), job.Request.SearchType, stages.Definition.Batch.MaxConcurrentPerJob);
        IEnumerable<StageRun> pages = wanted.FromPages ? wanted.Pages.Select(type => stages.Page(job.Id, search, type, workers, wanted.ChoosesPages)) : [];
        return wanted.FromApi ? pages.Prepend(stages.Api(job.Id, search, workers)) : pages;
    }
}
