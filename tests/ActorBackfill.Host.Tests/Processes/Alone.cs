namespace ActorBackfill.Host.Tests.Processes;

/// <summary>Tests that measure time or memory run after all others, one at a time: beside others they would measure those.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
