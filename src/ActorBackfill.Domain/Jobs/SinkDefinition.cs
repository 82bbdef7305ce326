using System.Collections.Immutable;

namespace ActorBackfill.Domain.Jobs;

/// <summary>Where rows go.</summary>
/// <param name="Tables">The tables of the job, at least one.</param>
public abstract record SinkDefinition(ImmutableArray<TableDefinition> Tables)
{
    /// <summary>Gets what becomes of a unit with a row that cannot be taken.</summary>
    public RowPolicy Rows { get; init; } = new();
}

/// <summary><c>type = sqlite</c>.</summary>
/// <param name="Path">The database file.</param>
/// <param name="Tables">See <see cref="SinkDefinition"/>.</param>
public sealed record SqliteSinkDefinition(string Path, ImmutableArray<TableDefinition> Tables) : SinkDefinition(Tables);
