using System.Collections.Immutable;
using ActorBackfill.Host.Serving.Jobs;

namespace ActorBackfill.Host.Serving;

/// <summary>What <c>backfill serve</c> serves, as its file says it.</summary>
internal sealed record ServeDefinition
{
    /// <summary>Gets its name, which its state is kept under. Key <c>serve</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the limits. Key <c>batch_processing</c>.</summary>
    public BatchProcessing Batch { get; init; } = new();

    /// <summary>Gets what identifiers may be: dimensions of the job files. Key <c>search-types</c>; at least one.</summary>
    public ImmutableArray<string> SearchTypes { get; init; } = [];

    /// <summary>Gets where all of its jobs write, a file or an address of PostgreSQL; null, the default, where each job file says. Key <c>sink</c>.</summary>
    public string? Sink { get; init; }

    /// <summary>Gets what is laid over every job file, <c>key=value</c>, before a block's own. Key <c>set</c>; empty by default.</summary>
    public ImmutableArray<string> Overlays { get; init; } = [];

    /// <summary>Gets the job that asks the API; null when there is none. Key <c>api</c>.</summary>
    public ApiStage? Api { get; init; }

    /// <summary>Gets the jobs that look at pages, by what they collect; empty when there is none. Key <c>scraper</c>.</summary>
    public ImmutableSortedDictionary<DataType, StageDefinition> Pages { get; init; } = ImmutableSortedDictionary<DataType, StageDefinition>.Empty;
}

/// <summary>A job file that submitted jobs are run with.</summary>
/// <param name="Job">Its path, or the name of one in <c>HOCON/jobs</c>. Key <c>job</c>.</param>
/// <param name="Overlays">What is laid over it, <c>key=value</c>. Key <c>set</c>; empty by default.</param>
internal record StageDefinition(string Job, ImmutableArray<string> Overlays);

/// <summary><c>api { ... }</c>.</summary>
/// <param name="Job">See <see cref="StageDefinition"/>.</param>
/// <param name="Overlays">See <see cref="StageDefinition"/>.</param>
/// <param name="Delivers">The kinds of data that its one answer has. Key <c>delivers</c>; default <c>property_details</c>.</param>
internal sealed record ApiStage(string Job, ImmutableArray<string> Overlays, ImmutableSortedSet<DataType> Delivers) : StageDefinition(Job, Overlays);
