namespace ActorBackfill.Host.Tests.Metrics;

/// <summary>Tests that make a meter: whoever listens to one by its name hears all of the process.</summary>
[CollectionDefinition(Name)]
public sealed class OneMeter
{
    public const string Name = "meter";
}
