using ActorBackfill.Dashboard.Pages.Failures;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Configuring;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.ReadModels;
using ActorBackfill.Host.Triage;

namespace ActorBackfill.Host.Dashboards.Failures;

/// <summary>Tells failure groups as the verb <c>failures</c> does, and when their units failed.</summary>
/// <param name="jobs">The jobs that are shown.</param>
internal sealed class FailuresPort(IFindJobs jobs) : IShowFailures
{
    private const int MostGroups = 50;

    // Bars of a figure beside a line of text.
    private const int Parts = 24;

    /// <inheritdoc/>
    public Task<FailuresView?> FailuresAsync(string job, CancellationToken cancellation) =>
        Task.FromResult(jobs.ChoiceOf(job) is { } choice && jobs.Load(job) is { } loaded ? Failures(job, loaded, choice) : null);

    private FailuresView Failures(string name, LoadedJob job, JobChoice choice)
    {
        using var model = ReadModelStore.Open(job);
        var groups = model.Groups();
        return new FailuresView
        {
            Job = name,
            Sequence = model.SequenceNr,
            Units = groups.Sum(g => g.Count),
            Groups = [.. groups.Take(MostGroups).Select(g => Group(model, g, choice))],
            Further = Math.Max(0, groups.Count - MostGroups),
        };
    }

    private FailureGroupView Group(ReadModel model, TriageGroup group, JobChoice choice) => new()
    {
        Id = group.Id,
        Category = group.Category,
        Cause = PlainText.Of(group.Cause),
        Count = group.Count,
        Quarantined = group.Quarantined,
        First = Wording.Instant(group.First),
        Last = Wording.Instant(group.Last),
        Sample = PlainText.Of(group.Sample, 200),
        SampleText = PlainText.Of(group.SampleText, 1_000),
        Hint = RetryHints.Of(group.Category),
        Times = [.. model.FailureTimes(group.Id, group.First, group.Last, Parts)],
        Retry = PlainText.Of(NextCommand.RetryGroup(ArgumentMask.Of(choice), group.Id, jobs.Talk.Terminal.CommandName)),
    };
}
