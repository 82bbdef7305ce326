using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;
using ActorBackfill.Host.ReadModels;

namespace ActorBackfill.Host.Reports;

/// <summary>Gathers the evidence of a run: the journal up to that run's end, the read model's runs and history, and what the run wrote itself.</summary>
internal sealed class EvidenceReader(LoadedJob job, JobChoice choice, Terminal terminal)
{
    private const int MaxGroups = 100;
    private const int MaxChanges = 200;

    /// <summary>Reads.</summary>
    /// <param name="wanted">The run as typed: a number or <c>last</c>.</param>
    /// <exception cref="CommandException">There is no such run: exit 2; the journal cannot be read: exit 6.</exception>
    public RunEvidence Read(string wanted)
    {
        using var model = ReadModelStore.Open(job);
        var runs = model.Runs().ToList();
        var number = RunReference.Read(wanted, job.Definition.Name, runs is [var newest, ..] ? newest.Number : 0);
        var run = runs.Find(r => r.Number == number)
            ?? throw new CommandException(ExitCode.Usage, "no-such-run", $"run {number} of {job.Definition.Name} is not in the journal: it was before a repair");
        var before = runs.Find(r => r.Number < number);
        var next = runs.FindLast(r => r.Number > number);
        var (state, seq) = StateAt(next);
        var plan = Plan.Create(job.Definition.Dimensions, state.Registry, job.Today);
        var units = PlanCounts.Count(plan, state);
        var groups = Groups(model, plan, state);
        var directory = job.Paths.Run(number);
        return new RunEvidence
        {
            Job = job.Definition.Name,
            Run = run,
            State = RunEvidence.Word(run.End, next is null && job.Sink.Holder(job.Definition.IdentityText, job.Paths.Directory) is not null),
            Stamp = RunStamp.Read(Path.Combine(directory, "run.json")),
            Own = OwnReport.Read(Path.Combine(directory, "report.json")),
            Units = units,
            Failures = [.. groups.Take(MaxGroups)],
            GroupCount = groups.Length,
            Changes = [.. model.Changes(run.Started).Where(c => next is null || c.At < next.Started).Reverse().Take(MaxChanges)],
            Differences = [.. Differences(run, before)],
            ResumedFrom = before is { End: not RunEnd.Finished } ? before.Number : null,
            SequenceNr = seq,
            Made = terminal.Time.GetUtcNow(),
            Sink = job.SinkPath,
            Journal = job.Paths.Journal,
            Next = Next(units, groups),
        };
    }

    // What stood when the next run began; the journal has every state there ever was.
    private (CheckpointState State, long Seq) StateAt(RunRow? next)
    {
        var (state, seq) = (new CheckpointState(), 0L);
        foreach (var one in JournalEvents.Of(job))
        {
            if (next is not null && one is RunStarted started && started.RunId == next.Id)
            {
                break;
            }

            state.Apply(one);
            seq++;
        }

        return (state, seq);
    }

    private static ImmutableArray<ReportedGroup> Groups(ReadModel model, Plan plan, CheckpointState state)
    {
        var ids = model.GroupIds();
        return [.. FailureGroups.Of(plan, state, int.MaxValue).Select(g => new ReportedGroup(ids.TryGetValue((g.Category, g.Text), out var id) ? id : null, g))];
    }

    private IEnumerable<string> Differences(RunRow run, RunRow? before)
    {
        if (before is null)
        {
            yield break;
        }

        if (run.Plan != before.Plan)
        {
            yield return $"the plan is another one: {Wording.Count(run.Units, "unit")}, {Wording.Number(before.Units)} before";
        }

        var (mine, theirs) = (RunStamp.Read(Path.Combine(job.Paths.Run(run.Number), "run.json")), RunStamp.Read(Path.Combine(job.Paths.Run(before.Number), "run.json")));
        if (mine is not null && theirs is not null && mine.Version != theirs.Version)
        {
            yield return $"version {mine.Version}, {theirs.Version} before";
        }

        if (run.Host != before.Host)
        {
            yield return $"on {PlainText.Of(run.Host, 100)}, on {PlainText.Of(before.Host, 100)} before";
        }

        if (run.RunsAgain)
        {
            yield return "finished units ran again";
        }
    }

    private string Next(Domain.Progress.UnitCounts units, ImmutableArray<ReportedGroup> groups) => units switch
    {
        { Open: > 0 } => NextCommand.ResumeOf(choice, terminal.CommandName),
        { Failed: 0, Quarantined: 0 } => NextCommand.Verify(choice, terminal.CommandName),
        _ when groups is [{ Id: { } id }, ..] => NextCommand.RetryGroup(choice, id, terminal.CommandName),
        _ => NextCommand.ResumeOf(choice, terminal.CommandName),
    };
}
