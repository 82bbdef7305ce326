using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Sinks;

/// <summary>What one transaction would settle.</summary>
/// <param name="Event">The commit, or null when every unit was settled already.</param>
/// <param name="AlreadySettled">Units the ledger had.</param>
/// <param name="Rejected">Rows it would set aside.</param>
internal sealed record GroupContent(UnitsSettled? Event, IReadOnlyList<UnitResult> AlreadySettled, long Rejected)
{
    /// <summary>Makes the content of the commit that follows a fence.</summary>
    /// <param name="fence">After which commit.</param>
    /// <param name="now">When.</param>
    /// <param name="taken">Units that it settles.</param>
    /// <param name="already">Units the ledger had.</param>
    public static GroupContent Of(Fence fence, DateTimeOffset now, List<UnitResult> taken, IReadOnlyList<UnitResult> already)
    {
        if (taken.Count == 0)
        {
            return new GroupContent(null, already, 0);
        }

        var settled = taken.ConvertAll(u => new SettledUnit(u.Unit.Ordinal, u.Outcome, u.Attempt, u.RowCount, u.Milliseconds, u.Hash.Fingerprint));
        var commit = new UnitsSettled(fence.LastN + 1, fence.RunId, now.ToUniversalTime(), SettledUnits.Pack(settled));
        return new GroupContent(commit with { Chain = CommitChain.Next(fence.Chain, commit) }, already, taken.Sum(u => (long)u.Rejected.Length));
    }

    /// <summary>Gets the event as the outbox holds it.</summary>
    /// <param name="commit">The event.</param>
    /// <param name="units">How many units it is of.</param>
    /// <exception cref="ArgumentException">It is too large for the journal.</exception>
    public static byte[] Bytes(UnitsSettled commit, int units)
    {
        var content = CheckpointCodec.Write(commit);
        return content.Length <= CheckpointCodec.MaxBytes
            ? content
            : throw new ArgumentException($"the event of {units} units has {content.Length} bytes; {CheckpointCodec.MaxBytes} are allowed", nameof(units));
    }
}
