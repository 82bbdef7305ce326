using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;
using ActorBackfill.Host.Planning;
using ActorBackfill.Host.Serving.Jobs;

namespace ActorBackfill.Host.Serving.Stages;

/// <summary>
/// Reads from the journals of a job's runs what became of each item. Nothing is counted on the side: while runs go on and after every
/// crash the answer is what the journals say.
/// </summary>
/// <param name="stages">Knows the runs.</param>
/// <param name="terminal">Directory and clock.</param>
internal sealed class JobEvidence(StageFactory stages, Terminal terminal)
{
    private readonly Talk _talk = new(terminal.Silent(), IsJson: false, IsQuiet: true, IsVerbose: false, SaysYes: true, AsksNothing: true);

    /// <summary>Gets the directory and clock that journals are read with; nobody is told anything.</summary>
    public Talk Talk => _talk;

    /// <summary>Reads a job.</summary>
    /// <param name="job">The job.</param>
    public ItemBook Of(SubmittedJob job)
    {
        var wanted = new WantedData(job.Request, stages.Definition);
        var read = ImmutableArray.CreateBuilder<StageEvidence>();
        if (wanted.FromApi && Read(stages.Api(job.Id, job.Request.SearchType, 1)) is { } api)
        {
            read.Add(api);
        }

        foreach (var type in wanted.FromPages ? wanted.Pages : [])
        {
            if (Read(stages.Page(job.Id, job.Request.SearchType, type, 1, wanted.ChoosesPages)) is { } page)
            {
                read.Add(page);
            }
        }

        return new ItemBook(job, stages.FolderOf(job.Id).ReadIdentifiers(), wanted, read.ToImmutable());
    }

    /// <summary>Gets the units that were opened again since a run had given every unit its end; null when it has not come to its end.</summary>
    /// <param name="stage">The run.</param>
    public ImmutableArray<string>? OpenOf(StageRun stage) => Read(stage) is { End: RunEnd.Finished } read ? read.Open : null;

    /// <summary>Gets whether a run has made its directory; it may have no journal yet.</summary>
    /// <param name="stage">The run.</param>
    public static bool HasBegun(StageRun stage) => Directory.Exists(stage.Choice.State) && Directory.EnumerateDirectories(stage.Choice.State, $"{stage.Name}-*").Any();

    /// <summary>Reads the job of a run; null before the run has its journal: there is no list that a plan could be made of, and nothing to read.</summary>
    /// <param name="stage">The run.</param>
    public LoadedJob? Load(StageRun stage)
    {
        if (stage.Run.Units.FromGaps is { } selected && !File.Exists(selected))
        {
            return null;
        }

        var job = LoadedJob.Load(stage.Choice, _talk, stage.Run);
        return File.Exists(job.Paths.Journal) && job.Lists.All(l => EntityStore.Read(job.Paths, l) is not null) ? job : null;
    }

    private StageEvidence? Read(StageRun stage)
    {
        if (Load(stage) is not { } job)
        {
            return null;
        }

        var journal = JournalReader.Read(job);
        var plan = job.PlanWith(journal);
        var hasGivenUp = StageEvidence.IsGivenUp(journal.State.LastEnd);
        var parts = ImmutableDictionary.CreateBuilder<string, PartEvidence>(StringComparer.Ordinal);
        for (var i = 0L; i < plan.Count; i++)
        {
            var unit = plan.UnitAt(i);
            var outcome = journal.State.OutcomeOf(unit.Ordinal);
            parts[unit.Value(stage.Dimension)!] = new PartEvidence(
                stage.Type, unit.Key, outcome, journal.State.ClosedUnitOf(unit.Ordinal), hasGivenUp && outcome is null)
            {
                IsReopened = journal.State.IsReopened(unit.Ordinal),
            };
        }

        return new StageEvidence(stage, job, journal.State.LastEnd, parts.ToImmutable());
    }
}

/// <summary>What the journal of one run says.</summary>
/// <param name="Stage">The run.</param>
/// <param name="Job">Its job, for the sink.</param>
/// <param name="End">How it ended; null while it goes on, or was killed.</param>
/// <param name="Parts">What became of each unit, by identifier.</param>
internal sealed record StageEvidence(StageRun Stage, LoadedJob Job, RunEnd? End, ImmutableDictionary<string, PartEvidence> Parts)
{
    /// <summary>Gets the units that wait to be asked for, or for once more; in the order of their keys.</summary>
    public ImmutableArray<string> Open => [.. Parts.Values.Where(p => p.Outcome is null || p.IsReopened).Select(p => p.Unit).Order(StringComparer.Ordinal)];

    /// <summary>Gets whether a unit without outcome will get none from this run any more.</summary>
    public bool HasGivenUp => IsGivenUp(End);

    /// <summary>Gets whether a run that ended so leaves its open units open for good.</summary>
    /// <param name="end">How it ended; null while it goes on, or was killed.</param>
    public static bool IsGivenUp(RunEnd? end) => end is RunEnd.StoppedByPolicy or RunEnd.SourceUnusable;
}
