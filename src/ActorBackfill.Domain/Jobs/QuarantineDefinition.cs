namespace ActorBackfill.Domain.Jobs;

/// <summary><c>quarantine { ... }</c>: when a unit is set apart, until somebody asks for it again.</summary>
public sealed record QuarantineDefinition
{
    /// <summary>Gets the runs in a row in which the unit failed for good by its own fault. Key <c>runs</c>; 1 to 100; default 3.</summary>
    public int Runs { get; init; } = 3;

    /// <summary>Gets the deaths of the process with the unit in flight, the last one alone. Key <c>crashes</c>; 2 to 100; default 3.</summary>
    public int Crashes { get; init; } = 3;
}
