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

/// <summary><c>type = postgres</c>.</summary>
/// <param name="Dsn">Where it is, as written: a URL or key=value pairs. May hold a password: it is never printed.</param>
/// <param name="Tables">See <see cref="SinkDefinition"/>.</param>
public sealed record PostgresSinkDefinition(string Dsn, ImmutableArray<TableDefinition> Tables) : SinkDefinition(Tables)
{
    /// <summary>The most connections of a pool.</summary>
    public const int MostConnections = 1_000;

    /// <summary>Gets how many connections readers keep open. Key <c>pool.min</c>; 0 to <c>pool.max</c>; default 0.</summary>
    public int MinPool { get; init; }

    /// <summary>Gets how many connections readers have at most; who comes later waits. Key <c>pool.max</c>; 1 to 1,000; default 50.</summary>
    public int MaxPool { get; init; } = 50;

    /// <summary>Says nothing of the password.</summary>
    public override string ToString() => $"{nameof(PostgresSinkDefinition)} {{ Tables = {Tables.Length} }}";
}
