using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Sinks;

/// <summary>Who may commit, and after which commit.</summary>
/// <param name="Job">The job's id in the sink.</param>
/// <param name="RunId">This run.</param>
/// <param name="LastN">The last commit, 0 before the first.</param>
/// <param name="Chain">The chain at it, or null before the first.</param>
internal sealed record Fence(long Job, string RunId, long LastN, string? Chain);

/// <summary>What one transaction would settle.</summary>
/// <param name="Event">The commit, or null when every unit was settled already.</param>
/// <param name="AlreadySettled">Units the ledger had.</param>
/// <param name="Rejected">Rows it would set aside.</param>
internal sealed record GroupContent(UnitsSettled? Event, IReadOnlyList<UnitResult> AlreadySettled, long Rejected);
