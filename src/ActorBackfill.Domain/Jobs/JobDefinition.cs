using System.Collections.Immutable;

namespace ActorBackfill.Domain.Jobs;

/// <summary>Whether a worker keeps its connection and processor, or gets new ones for each unit.</summary>
public enum InstanceScope
{
    /// <summary>One a worker, for its whole life.</summary>
    Worker,

    /// <summary>One a unit, closed when the unit ends.</summary>
    Unit,
}

/// <summary>What to backfill: a job file or C# code, validated.</summary>
public sealed record JobDefinition
{
    /// <summary>Gets the job's name, <c>[A-Za-z0-9._-]{1,64}</c>, not starting with a dot.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the settings that make it another job when they change: key and value, by key. Empty by default.</summary>
    public ImmutableSortedDictionary<string, string> Identity { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Gets the dimensions in the order of the job file; not empty.</summary>
    public required ImmutableArray<DimensionDefinition> Dimensions { get; init; }

    /// <summary>Gets where items come from.</summary>
    public required SourceDefinition Source { get; init; }

    /// <summary>Gets the name of a registered processor, or null: every item becomes a row of every table.</summary>
    public string? Processor { get; init; }

    /// <summary>Gets the processor's own settings by name.</summary>
    public ImmutableSortedDictionary<string, string> ProcessorSettings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Gets where rows go.</summary>
    public required SinkDefinition Sink { get; init; }

    /// <summary>Gets what says that a unit's rows are in the sink already; null when units are not skipped for that.</summary>
    public ExistingDefinition? Existing { get; init; }

    /// <summary>Gets the number of workers, 1 to 1,024. Default 4.</summary>
    public int Workers { get; init; } = 4;

    /// <summary>Gets the name of the environment variable that makes a run serial unless it says true; null means that there is none.</summary>
    public string? SerialUnless { get; init; }

    /// <summary>
    /// Gets the SELECT that finds, by their <c>_unit</c>, rows of the sink that were made from something incomplete and could be made whole now; null
    /// means that columns <c>$completeness.is_complete</c> and <c>$upstream.all_ready</c> say so.
    /// </summary>
    public string? HealQuery { get; init; }

    /// <summary>Gets the scope of connections and processors.</summary>
    public InstanceScope Instance { get; init; }

    /// <summary>Gets attempts and delays.</summary>
    public RetryDefinition Retry { get; init; } = new();

    /// <summary>Gets when units are held back because others failed.</summary>
    public BreakerDefinition Breaker { get; init; } = new();

    /// <summary>Gets when a unit is set apart.</summary>
    public QuarantineDefinition Quarantine { get; init; } = new();

    /// <summary>Gets when a run stops by itself.</summary>
    public HaltDefinition Halt { get; init; } = new();

    /// <summary>Gets how the progress of a run is told.</summary>
    public ProgressDefinition Progress { get; init; } = new();

    /// <summary>Gets what is told when a run has ended.</summary>
    public HooksDefinition Hooks { get; init; } = new();

    /// <summary>Gets what is said before a run begins, a line each, with <c>{units}</c> and the like; empty by default.</summary>
    public ImmutableArray<string> Header { get; init; } = [];

    /// <summary>Gets the dimensions whose range or values are asked for on a terminal, in that order; empty by default.</summary>
    public ImmutableArray<string> Asks { get; init; } = [];

    /// <summary>Gets the counts that a run's end is told with, by names of the job's own; empty by default.</summary>
    public ImmutableArray<TotalDefinition> Totals { get; init; } = [];

    /// <summary>Gets the jobs whose units its own units need; empty by default.</summary>
    public ImmutableArray<RequirementDefinition> Requires { get; init; } = [];

    /// <summary>Gets the identity as one text: the name, and the identity's keys and values when there are any.</summary>
    public string IdentityText => Identity.IsEmpty
        ? Name
        : $"{Name}?{string.Join('&', Identity.Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}"))}";
}
