using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Sinks;

/// <summary>Answers what a sink's ledger says of single units; for lists and reports.</summary>
public interface ILedgerLookup : IDisposable
{
    /// <summary>Gets a unit's ledger row, or null.</summary>
    /// <param name="key">The unit's key.</param>
    LedgerUnit? Find(string key);
}
