namespace ActorBackfill.Connectors.Tests.Faults.Fixtures;

/// <summary>Tests that measure the process run after all others, one at a time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
