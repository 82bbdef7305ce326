using ActorBackfill.Dashboard.Pages.Log;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.ReadModels;
using ActorBackfill.Host.Running;

namespace ActorBackfill.Host.Dashboards.Log;

/// <summary>Tells the end of the log that a run writes beside its report.</summary>
/// <param name="jobs">The jobs that are shown.</param>
internal sealed class LogPort(IFindJobs jobs) : IShowLog
{
    /// <inheritdoc/>
    public Task<LogView?> LogAsync(string job, LogQuery query, CancellationToken cancellation) =>
        Task.FromResult(jobs.Load(job) is { } loaded ? Log(job, loaded, query) : null);

    private static LogView? Log(string name, LoadedJob job, LogQuery query)
    {
        using var model = ReadModelStore.Open(job);
        var runs = model.Runs().Select(r => r.Number).ToList();
        if (query.Run is { } wanted && !runs.Contains(wanted))
        {
            return null;
        }

        int? run = query.Run ?? (runs is [var newest, ..] ? newest : null);
        var tail = run is { } known ? LogTail.Read(new RunFiles(job.Paths.Run(known)).Log, query) : null;
        return new LogView
        {
            Job = name,
            Run = run,
            Query = query,
            Lines = tail?.Lines ?? [],
            Size = tail is { } found ? $"{Wording.Number((found.SizeBytes + 1023) / 1024)} KiB" : null,
            IsCut = tail is { IsCut: true },
        };
    }
}
