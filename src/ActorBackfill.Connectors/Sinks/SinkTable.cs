using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Connectors.Sinks;

/// <summary>A table of the job as it stands in the sink.</summary>
/// <param name="Table">What the job file says.</param>
/// <param name="HasUnit">Whether its rows carry job and unit: tables that we created.</param>
internal sealed record SinkTable(TableDefinition Table, bool HasUnit)
{
    /// <summary>The column with the unit's key in tables that we create.</summary>
    public const string UnitColumn = "_unit";

    /// <summary>The column with the job's id beside it: two jobs may share a table and have units of the same key.</summary>
    public const string JobColumn = "_job";
}
