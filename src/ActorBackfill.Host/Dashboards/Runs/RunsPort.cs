using ActorBackfill.Dashboard.Pages.Runs;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Configuring;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.ReadModels;
using ActorBackfill.Host.Reports;
using ActorBackfill.Host.Running;

namespace ActorBackfill.Host.Dashboards.Runs;

/// <summary>Tells the runs of a job from its read model and from what each of them left in its directory.</summary>
/// <param name="jobs">The jobs that are shown.</param>
internal sealed class RunsPort(IFindJobs jobs) : IShowRuns
{
    // Two small files are read of each.
    private const int MostRuns = 100;

    /// <inheritdoc/>
    public Task<RunsView?> RunsAsync(string job, CancellationToken cancellation) =>
        Task.FromResult(jobs.Load(job) is { } loaded ? Runs(job, loaded) : null);

    /// <inheritdoc/>
    public Task<RunView?> RunAsync(string job, int number, CancellationToken cancellation) =>
        Task.FromResult(jobs.ChoiceOf(job) is { } choice && jobs.Load(job) is { } loaded && Numbers(loaded).Contains(number) ? Run(job, number, loaded, choice) : null);

    private static RunsView Runs(string name, LoadedJob job)
    {
        using var model = ReadModelStore.Open(job);
        var (states, runs) = (new RunStates(job), model.Runs().ToList());
        return new RunsView
        {
            Job = name,
            Sequence = model.SequenceNr,
            Runs = [.. runs.Take(MostRuns).Select((run, i) => Line(job, run, i + 1 < runs.Count ? runs[i + 1] : null, states.Of(run)))],
            Older = Math.Max(0, runs.Count - MostRuns),
        };
    }

    private static RunLine Line(LoadedJob job, RunRow run, RunRow? before, string state)
    {
        var files = new RunFiles(job.Paths.Run(run.Number));
        var (stamp, own) = (RunStamp.Read(files.Stamp), OwnReport.Read(files.Report));
        return new RunLine
        {
            Number = run.Number,
            State = state,
            User = stamp is { } who ? PlainText.Of(who.User, 100) : null,
            Host = PlainText.Of(run.Host, 100),
            ProcessId = run.ProcessId,
            Version = stamp?.Version is { } version ? PlainText.Of(version, 50) : null,
            Plan = PlainText.Of(run.Plan, 12),
            Units = run.Units,
            Arguments = stamp?.Arguments is { } arguments ? PlainText.Of(arguments) : null,
            Started = Wording.Instant(run.Started),
            Duration = Wording.Duration(own is { } known ? TimeSpan.FromSeconds(known.Seconds) : run.Duration),
            Exit = own?.Exit,
            ResumedFrom = before is { End: not Domain.Checkpoints.RunEnd.Finished } ? before.Number : null,
            Ended = run.Outcomes.Sum(),
            Failed = run.Outcomes[3] + run.Outcomes[4],
            Rows = run.Rows,
            Retries = own?.Retries ?? run.Retries,
        };
    }

    private static HashSet<int> Numbers(LoadedJob job)
    {
        using var model = ReadModelStore.Open(job);
        return [.. model.Runs().Select(r => r.Number)];
    }

    private RunView Run(string name, int number, LoadedJob job, JobChoice choice)
    {
        var text = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var evidence = new EvidenceReader(job, ArgumentMask.Of(choice), jobs.Talk.Terminal).Read(text);
        return new RunView
        {
            Job = name,
            Number = number,
            State = new RunStates(job).Of(evidence.Run),
            Sequence = evidence.SequenceNr,
            Facts = [.. ReportFacts.Of(evidence).Where(f => f.Name != "journal").Select(f => new RunFact(f.Name, f.Name == "sink" ? SinkPlace.Of(job) : f.Value))],
            Failures = [.. evidence.Failures.Zip(ReportFacts.Failures(evidence), (f, told) => new RunFailure(f.Id, told.What, told.Cause, told.Sample, told.Hint))],
            Changes = [.. ReportFacts.Changes(evidence).Select(c => new RunChangeLine(c.At, c.What, c.By))],
            Before = number > 1 && Numbers(job).Contains(number - 1) ? number - 1 : null,
        };
    }
}
