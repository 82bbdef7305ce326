using ActorBackfill.Replay.Faults;

namespace ActorBackfill.Replay.Http;

/// <summary>What the requests of one server share.</summary>
/// <param name="Log">The access log.</param>
/// <param name="Faults">Which requests go wrong.</param>
/// <param name="Stopping">Cancelled when the server stops: nothing waits on.</param>
internal sealed record ReplayServerState(AccessLog Log, FaultPlan Faults, CancellationToken Stopping);
