using System.Collections.Immutable;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Host.Controlling;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;

namespace ActorBackfill.Host.Status;

/// <summary>How far a job is: told by its run while it goes on, by its journal otherwise. One consistent view at <see cref="Sequence"/>.</summary>
internal sealed record JobStatus
{
    /// <summary>Gets the job.</summary>
    public required LoadedJob Job { get; init; }

    /// <summary>Gets one word: <c>never-run</c>, <c>running</c>, <c>paused</c>, <c>finished</c>, <c>stopped</c>, <c>crashed</c>, or another end.</summary>
    public required string Word { get; init; }

    /// <summary>Gets the units of its plan by state.</summary>
    public required UnitCounts Units { get; init; }

    /// <summary>Gets the rows of all runs.</summary>
    public required long Rows { get; init; }

    /// <summary>Gets the number of the last journal event that the counts have taken in.</summary>
    public required long Sequence { get; init; }

    /// <summary>Gets the last sink commit that they have taken in.</summary>
    public required long Commits { get; init; }

    /// <summary>Gets the settled units that run again, because a run without resume was cut off before it came to them; null while a run goes on.</summary>
    public long? Reopened { get; init; }

    /// <summary>Gets what failed, by kind.</summary>
    public ImmutableArray<FailureGroup> Failures { get; init; } = [];

    /// <summary>Gets the last run; null before the first.</summary>
    public RunLife? Run { get; init; }

    /// <summary>Gets who changed what in that run, oldest first; at most 20.</summary>
    public ImmutableArray<LiveChange> Changes { get; init; } = [];

    /// <summary>Gets the breakers that are open; of a run that goes on only when it was asked in detail.</summary>
    public ImmutableArray<BreakerOpened> Breakers { get; init; } = [];

    /// <summary>Gets the process that holds the job now; null when none does.</summary>
    public HolderInfo? Holder { get; init; }

    /// <summary>Gets what the run itself tells; null when none goes on, or it does not answer.</summary>
    public LiveStatus? Live { get; init; }

    /// <summary>Gets whether a run goes on that listens, and did not answer in time: it is frozen, or very busy.</summary>
    public bool IsSilent { get; init; }

    /// <summary>Gets the earlier time at which it was so; null when it is so now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Gets the status that a job had, by the events that its journal had then.</summary>
    /// <param name="job">The job; its plan is the one of now.</param>
    /// <param name="at">When.</param>
    public static JobStatus OfEarlier(LoadedJob job, DateTimeOffset at)
    {
        var (journal, wentOn) = EarlierJournal.At(job, at);
        // Where nothing later tells, the process that holds the job now is that run, or there is none.
        var goesOn = wentOn ?? (journal.LastEnd is null && job.Sink.Holder(job.Definition.IdentityText, job.Paths.Directory) is not null);
        var status = Of(job, journal, journal.LastEnd is null && journal.LastRun is not null && goesOn ? "running" : null, null);
        return status with { At = at, Changes = [.. status.Changes.Where(change => change.At <= at)] };
    }

    /// <summary>Gets the status of a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="time">The clock.</param>
    /// <param name="detail">Whether a run that goes on is to tell its workers, its limit and how fast it was too.</param>
    public static async Task<JobStatus> OfAsync(LoadedJob job, TimeProvider time, bool detail = false)
    {
        var holder = job.Sink.Holder(job.Definition.IdentityText, job.Paths.Directory);
        var (live, isLate) = holder is null ? (null, false) : await LiveStatus.AskAsync(job.Paths, time, detail);
        return live is { Run: > 0 } ? Of(job, live, holder!) : Of(job, holder) with { IsSilent = isLate };
    }

    private static JobStatus Of(LoadedJob job, LiveStatus live, HolderInfo holder) => new()
    {
        Job = job,
        Word = live.State,
        Units = live.Units,
        Rows = live.Rows,
        Sequence = live.Seq,
        Commits = live.Commits,
        Failures = live.Failures,
        Run = new RunLife(live.Run, live.RunId, live.Started, live.Host, live.ProcessId, null, null),
        Changes = live.Changes,
        Breakers = live.Detail?.Breakers ?? [],
        Holder = holder,
        Live = live,
    };

    private static JobStatus Of(LoadedJob job, HolderInfo? holder) => Of(job, JournalReader.Read(job), holder is null ? null : "running", holder);

    private static JobStatus Of(LoadedJob job, JournalView journal, string? word, HolderInfo? holder)
    {
        var plan = job.PlanWith(journal);
        var units = PlanCounts.Count(plan, journal.State);
        return new JobStatus
        {
            Job = job,
            Word = word ?? WordOf(journal, units),
            Units = units,
            Rows = journal.State.Rows,
            Sequence = journal.SequenceNr,
            Commits = journal.State.N,
            Reopened = journal.State.ReopenedCount,
            Failures = FailureGroups.Of(plan, journal.State),
            Run = RunLife.Of(journal),
            Breakers = [.. journal.State.Breakers],
            Changes = ControlHistory.Of(job.Paths, journal.LastRun?.RunId),
            Holder = holder,
        };
    }

    private static string WordOf(JournalView journal, UnitCounts units) => journal.State.LastEnd switch
    {
        null when journal.State.Run == 0 && journal.SequenceNr == 0 => "never-run",
        null when journal.LastRun is null => "repaired",
        null => "crashed",
        RunEnd.Finished when units.Failed > 0 => "finished-with-failures",
        RunEnd.Finished when units.Open > 0 => "partly-done",
        { } end => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(end.ToString()),
    };
}
