namespace ActorBackfill.Connectors.Sqlite;

/// <summary>What was found.</summary>
/// <param name="State">The verdict.</param>
/// <param name="Message">One sentence with the path, for the person who has to act; also says when a check was left out.</param>
public sealed record JournalFinding(JournalState State, string Message)
{
    /// <summary>Gets whether a run may begin with a new journal: only where there is none, and the sink has nothing of the job yet.</summary>
    /// <param name="sinkHasLedgerRows">Whether the sink's ledger has units of the job.</param>
    public bool MayCreate(bool sinkHasLedgerRows) => State == JournalState.Missing && !sinkHasLedgerRows;
}
