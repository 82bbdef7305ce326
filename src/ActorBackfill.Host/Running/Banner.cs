using ActorBackfill.Domain.Jobs;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Doctoring;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Summaries;

namespace ActorBackfill.Host.Running;

/// <summary>Says what a run is about to do.</summary>
internal static class Banner
{
    /// <summary>Gets one line: <c>results/2: resuming, 4,257: 1,204 done, 3 failed, 3,050 open; 7 workers into results.db</c>.</summary>
    public static string Of(LoadedJob job, OpenedJob opened, RunChoice run, Talk talk)
    {
        var journal = opened.Journal;
        var plan = job.PlanWith(journal);
        var units = PlanCounts.Count(plan, journal.State);
        var how = journal.State.Run == 0 ? "" : "resuming, ";
        return $"{job.Definition.Name}/{journal.State.Run + 1}: {how}units {CountsWriter.Text(units)}; "
            + $"{Wording.Count(job.Definition.Workers, "worker")}{(run.ScalesItself ? " to begin with" : "")} into {Wording.FilePath(job.SinkPath, talk.Terminal.Directory)}"
            + (job.Definition.Source is HttpSourceDefinition { Browser: not null } && BrowserChecks.Sandbox("the browser") is { } sandbox ? $"; {sandbox}" : "");
    }
}
