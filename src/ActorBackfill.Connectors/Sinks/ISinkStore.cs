using System.Collections.Immutable;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Sinks;

/// <summary>A sink that can also be looked through as a whole: verified, and compared with another one, of another database too.</summary>
public interface ISinkStore : ISink
{
    /// <summary>Gets the tables of the job that we did not create: their rows do not carry their unit, so units are not verified there.</summary>
    IReadOnlyList<string> TablesWithoutUnits { get; }

    /// <summary>Gets the tables of the job whose rows carry their unit.</summary>
    IReadOnlyList<string> TablesWithUnits => [.. Tables.Where(t => t.HasUnit).Select(t => t.Table.Name)];

    /// <summary>Gets the job's tables.</summary>
    internal ImmutableArray<SinkTable> Tables { get; }

    /// <summary>Begins to look.</summary>
    internal ISinkView OpenView();

    /// <summary>Gets the failure of the sink that the driver's exception means; null when it means another thing.</summary>
    internal BackfillException? Unavailable(Exception error);
}
