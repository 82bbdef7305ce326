namespace ActorBackfill.Domain.Jobs;

/// <summary><c>breaker { source { ... }, entity { ... } }</c>: when units are held back because those before them failed.</summary>
public sealed record BreakerDefinition
{
    /// <summary>Gets the breaker of the source: while it is open, units wait.</summary>
    public SourceBreakerDefinition Source { get; init; } = new();

    /// <summary>Gets the breaker of each entity, or null (default) for none.</summary>
    public EntityBreakerDefinition? Entity { get; init; }
}

/// <summary><c>breaker.source { ... }</c>.</summary>
public sealed record SourceBreakerDefinition
{
    /// <summary>Gets the attempts in a row that got no answer. Key <c>failures</c>; 1 to 10,000; default 20.</summary>
    public int Failures { get; init; } = 20;

    /// <summary>Gets how long it is open the first time; twice as long each time a probe fails, up to ten minutes. Key <c>for</c>; default 30 s.</summary>
    public TimeSpan For { get; init; } = TimeSpan.FromSeconds(30);
}

/// <summary><c>breaker.entity { ... }</c>: while it is open, the entity's units fail as <c>breaker-open</c> without being tried.</summary>
/// <param name="Dimension">The dimension whose values are the entities. Key <c>dimension</c>; required in the block.</param>
public sealed record EntityBreakerDefinition(string Dimension)
{
    /// <summary>Gets the units in a row that failed for good. Key <c>failures</c>; 1 to 10,000; default 5.</summary>
    public int Failures { get; init; } = 5;

    /// <summary>Gets how long it is open. Key <c>for</c>; default 30 min.</summary>
    public TimeSpan For { get; init; } = TimeSpan.FromMinutes(30);
}
