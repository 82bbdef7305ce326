using ActorBackfill.Connectors.Http.Batching;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Http;

/// <summary>Several units in one request, where the job says how.</summary>
public sealed partial class HttpSource
{
    /// <inheritdoc/>
    public int UnitsAtOnce => _batch?.Size ?? 1;

    /// <inheritdoc/>
    public IFetchUnits Together(IReadOnlyList<PlanUnit> units, bool isAgain) =>
        _batch is null ? this : new HidingSecrets(new BatchLease(_batch, units, isAgain), this);

    private BackfillException Hidden(BackfillException e) =>
        new(e.Category, _secrets.Hide(e.Message)) { CanRetry = e.CanRetry, RetryAfter = e.RetryAfter, IsShared = e.IsShared };

    private sealed class HidingSecrets(BatchLease lease, HttpSource source) : IFetchUnits
    {
        public async ValueTask<FetchedUnit> FetchAsync(PlanUnit unit, IRequestGate gate, CancellationToken cancellation)
        {
            try
            {
                return await lease.FetchAsync(unit, gate, cancellation);
            }
            catch (BackfillException e) when (source._secrets.AreIn(e.Message))
            {
                throw source.Hidden(e);
            }
        }
    }
}
