using System.Collections.Immutable;
using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;

namespace ActorBackfill.Host.Status;

/// <summary>How far a job is.</summary>
/// <param name="Job">The job.</param>
/// <param name="Journal">What its journal says.</param>
/// <param name="Units">The units of its plan by state.</param>
/// <param name="Failures">What failed, by kind.</param>
/// <param name="Holder">The process that holds the job now; null when none does.</param>
internal sealed record JobStatus(LoadedJob Job, JournalView Journal, UnitCounts Units, ImmutableArray<FailureGroup> Failures, HolderInfo? Holder)
{
    /// <summary>Gets one word: <c>never-run</c>, <c>running</c>, <c>finished</c>, <c>stopped</c>, <c>crashed</c>, or another end.</summary>
    public string Word => this switch
    {
        { Holder: not null } => "running",
        { Journal.State.Run: 0, Journal.SequenceNr: 0 } => "never-run",
        { Journal.State.LastEnd: null, Journal.LastRun: null } => "repaired",
        { Journal.State.LastEnd: null } => "crashed",
        { Journal.State.LastEnd: RunEnd.Finished, Units.Failed: > 0 } => "finished-with-failures",
        { Journal.State.LastEnd: RunEnd.Finished, Units.Open: > 0 } => "partly-done",
        { Journal.State.LastEnd: { } end } => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(end.ToString()),
    };

    /// <summary>Gets the status of a job.</summary>
    public static JobStatus Of(LoadedJob job)
    {
        var holder = HolderLookup.Find(job.SinkPath, job.Definition.IdentityText);
        var journal = JournalReader.Read(job);
        var plan = job.PlanWith(journal);
        return new JobStatus(job, journal, PlanCounts.Count(plan, journal.State), FailureGroups.Of(plan, journal.State), holder);
    }
}
