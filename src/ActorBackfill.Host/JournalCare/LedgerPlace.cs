using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.JournalCare;

/// <summary>Where the ledger of a job stands, as far as it can be read now.</summary>
/// <param name="Position">The place; null when the sink has no ledger of the job, or cannot be read.</param>
/// <param name="Problem">Why the sink cannot be read; null when it can.</param>
/// <param name="ChainAtJournal">The ledger's chain at the journal's last commit; null when it has no such commit.</param>
internal sealed record LedgerPlace(LedgerPosition? Position, string? Problem, string? ChainAtJournal)
{
    /// <summary>Reads it; nothing is written.</summary>
    /// <param name="job">The job.</param>
    /// <param name="time">The clock.</param>
    /// <param name="commit">The journal's last commit.</param>
    public static LedgerPlace Of(LoadedJob job, TimeProvider time, long commit = 0)
    {
        try
        {
            using var sink = job.Sink.Open(job.Definition.Sink.Tables, job.Definition.IdentityText, SinkOpenMode.ReadOnly, new SinkUse(), time);
            return new LedgerPlace(sink.Ledger.Position(), null, commit > 0 ? sink.Ledger.ChainAt(commit) : null);
        }
        catch (SinkUnusableException e)
        {
            return new LedgerPlace(null, e.Message, null);
        }
    }
}
