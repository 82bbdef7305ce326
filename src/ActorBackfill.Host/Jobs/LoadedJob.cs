using System.Collections.Immutable;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.JobFiles;
using ActorBackfill.Host.Journals;
using ActorBackfill.Host.Planning;
using ActorBackfill.Systems;

namespace ActorBackfill.Host.Jobs;

/// <summary>A job as a command sees it: its file read, its paths known, nothing opened yet.</summary>
/// <param name="File">The job file.</param>
/// <param name="Paths">Where its journal is.</param>
/// <param name="Sink">The database of its sink.</param>
/// <param name="Processors">The processors that it may name.</param>
/// <param name="Today">The current date, UTC.</param>
/// <param name="RepairCommand">The command that rebuilds its journal.</param>
internal sealed record LoadedJob(JobFile File, JobPaths Paths, ISinkDatabase Sink, ProcessorRegistry Processors, DateOnly Today, string RepairCommand)
{
    /// <summary>Gets the current time.</summary>
    public DateTimeOffset Now { get; init; } = new(Today, new TimeOnly(12, 0), TimeSpan.Zero);

    /// <summary>Gets which units the command is about.</summary>
    public UnitChoice Units { get; init; } = new();

    /// <summary>Gets the units of the gap plan, or null when none was named.</summary>
    public ImmutableArray<string>? Listed { get; init; }

    /// <summary>Gets the lists of entities that the job file names; what is known of them is in the definition.</summary>
    public ImmutableArray<EntityListDefinition> Lists { get; init; } = [];

    /// <summary>Gets when the oldest of these lists was read; null when none was.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>Gets the units that flags select.</summary>
    /// <exception cref="CommandException">The entities are not those of the plan's list: exit 2.</exception>
    public UnitSelection Selection => new()
    {
        Filter = Units.Entities.IsEmpty ? Units.Filter : EntityChoice.Of(Units.Entities, Definition.Dimensions).And(Units.Filter),
        Keys = Listed,
        Shard = Units.Shard,
    };

    /// <summary>Gets where its sink is, for people: an absolute path, or an address without a password.</summary>
    public string SinkPath => Sink.Address;

    /// <summary>Gets the job.</summary>
    public JobDefinition Definition => File.Job;

    /// <summary>Reads a job's file.</summary>
    /// <param name="choice">Which, and what is laid over it.</param>
    /// <param name="talk">Whose directory and clock.</param>
    /// <param name="run">Workers of the command line; null where they do not matter.</param>
    public static LoadedJob Load(JobChoice choice, Talk talk, RunChoice? run = null)
    {
        var processors = SystemsRegistry.Register(new ProcessorRegistry());
        talk.Terminal.Register(processors);
        var now = talk.Terminal.Time.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var isSerial = run is not null && ParallelSwitch.IsSerial(run, talk.Terminal);
        var settings = choice with { Overlays = [.. choice.Overlays, .. run?.Overlays ?? []] };
        var file = JobFile.Load(settings.Request(processors, today, run?.Workers, isSerial) with
        {
            Now = now,
            Settings = EnvironmentSettings.Overlays(talk.Terminal),
            Order = run?.Units.Order,
            IsParallel = run is null or { IsParallel: true } or { ScalesItself: true },
            Variable = talk.Terminal.Variable,
        });
        file = file with { Job = RateOverride.Of(file.Job, run?.RequestsPerSecond) };
        var directory = talk.Terminal.Directory;
        var sink = SinkDatabases.Of(file.Job.Sink, directory);
        var repair = NextCommand.Repair(choice, talk.Terminal.CommandName);
        return EntityLists.Kept(new LoadedJob(file, JobPaths.Of(choice.State, file.Job, directory), sink, processors, today, repair)
        {
            Now = now,
            Units = run?.Units ?? new UnitChoice(),
            Listed = run?.Units.FromGaps is { } gaps ? GapFile.Read(Path.GetFullPath(gaps, directory), gaps) : run?.Units.Keys,
            Lists = [.. file.Job.Dimensions.OfType<EntityListDefinition>()],
        });
    }

    /// <summary>Gets the plan as a run that starts now would make it.</summary>
    /// <param name="journal">What the journal says; its numbers of list values are completed, in memory only.</param>
    /// <exception cref="PlanException">The dimensions do not make a plan, or nothing is selected.</exception>
    public Plan PlanWith(JournalView journal) => WholePlanWith(journal).Select(Selection);

    /// <summary>Gets the plan without what flags select of it.</summary>
    /// <param name="journal">What the journal says; its numbers of list values are completed, in memory only.</param>
    /// <exception cref="PlanException">The dimensions do not make a plan, or one that is larger than it may be.</exception>
    public Plan WholePlanWith(JournalView journal)
    {
        var plan = Plan.Create(Definition.Dimensions, journal.State.Registry, Now);
        return plan.Count <= Units.MaxUnits ? plan : throw new PlanException(
            $"the plan has {Wording.Count(plan.Count, "unit")}, more than the {Wording.Number(Units.MaxUnits)} that are allowed; if they are meant: --max-units {plan.Count}");
    }
}
