using System.Collections.Immutable;
using ActorBackfill.Dashboard.Pages.Compare;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Dashboards.Runs;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.ReadModels;
using ActorBackfill.Host.Reports;
using ActorBackfill.Host.Running;

namespace ActorBackfill.Host.Dashboards.Compare;

/// <summary>Compares what the units of a job were at the ends of two of its runs, and how long they took in each.</summary>
/// <param name="jobs">The jobs that are shown.</param>
internal sealed class ComparePort(IFindJobs jobs) : IShowCompare
{
    private const int MostGroups = 50;

    /// <inheritdoc/>
    public Task<CompareView?> CompareAsync(string job, int a, int b, CancellationToken cancellation) =>
        Task.FromResult(jobs.Load(job) is { } loaded ? Compare(job, loaded, a, b) : null);

    private static CompareView? Compare(string name, LoadedJob job, int a, int b)
    {
        using var model = ReadModelStore.Open(job);
        var runs = model.Runs().ToDictionary(r => r.Number);
        if (!runs.TryGetValue(a, out var runA) || !runs.TryGetValue(b, out var runB))
        {
            return null;
        }

        var (endA, endB, states) = (EndOfRun.Read(job, a), EndOfRun.Read(job, b), new RunStates(job));
        var differences = new EndDifferences(endA, endB).Find();
        return new CompareView
        {
            Job = name,
            A = Run(job, runA, endA, states),
            B = Run(job, runB, endB, states),
            Sequence = model.SequenceNr,
            Same = differences.Same,
            Kinds = differences.Kinds,
            Units = differences.First(model.Plan),
            Groups = Groups(endA, endB, model.Plan),
        };
    }

    private static ComparedRun Run(LoadedJob job, RunRow run, EndOfRun end, RunStates states)
    {
        var files = new RunFiles(job.Paths.Run(run.Number));
        return new ComparedRun
        {
            Number = run.Number,
            State = states.Of(run),
            Plan = PlainText.Of(run.Plan, 12),
            Duration = Wording.Duration(OwnReport.Read(files.Report) is { } own ? TimeSpan.FromSeconds(own.Seconds) : run.Duration),
            Workers = RunStamp.Read(files.Stamp)?.Workers,
            Settled = end.Contents.Count,
            Rows = end.Contents.Values.Sum(c => c.Rows),
            Ended = end.Took.Count,
            Median = Share(end.Took, 50),
            P95 = Share(end.Took, 95),
            Longest = Share(end.Took, 100),
        };
    }

    // The shortest time that so many of a hundred units did not exceed.
    private static string? Share(IReadOnlyList<int> took, int percent) =>
        took.Count == 0 ? null : Wording.Duration(TimeSpan.FromMilliseconds(took[(int)(((((long)took.Count * percent) + 99) / 100) - 1)]));

    private static ImmutableArray<ComparedGroup> Groups(EndOfRun a, EndOfRun b, Plan plan)
    {
        var (inA, inB) = (a.Failures(plan), b.Failures(plan));
        return
        [
            .. inA.Keys.Union(inB.Keys)
                .Select(k => new ComparedGroup(k.Category, PlainText.Of(k.Text), inA.GetValueOrDefault(k), inB.GetValueOrDefault(k)))
                .OrderByDescending(g => Math.Max(g.InA, g.InB)).ThenBy(g => g.Cause, StringComparer.Ordinal).Take(MostGroups),
        ];
    }
}
