using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Host.Metrics;

namespace ActorBackfill.Host.Telemetry;

/// <summary>A source whose fetches, and their waits for the source's limit, are told. It is not disposed of with this: it is its owner's.</summary>
/// <param name="source">The source.</param>
/// <param name="run">Measures the waits.</param>
/// <param name="trace">Has a span a fetch; null for none.</param>
internal sealed class ObservedSource(ISource source, MeteredRun run, RunTrace? trace) : ISource
{
    /// <inheritdoc/>
    public string Description => source.Description;

    /// <inheritdoc/>
    public int UnitsAtOnce => source.UnitsAtOnce;

    /// <inheritdoc/>
    public IFetchUnits Together(IReadOnlyList<PlanUnit> units, bool isAgain) => new Observed(source.Together(units, isAgain), run, trace);

    /// <inheritdoc/>
    public ValueTask<FetchedUnit> FetchAsync(PlanUnit unit, IRequestGate gate, CancellationToken cancellation) =>
        new Observed(source, run, trace).FetchAsync(unit, gate, cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Observed(IFetchUnits inner, MeteredRun run, RunTrace? trace) : IFetchUnits
    {
        public async ValueTask<FetchedUnit> FetchAsync(PlanUnit unit, IRequestGate gate, CancellationToken cancellation)
        {
            var span = trace?.Fetch(unit);
            var observed = new ObservedGate(gate, run);
            try
            {
                var fetched = await inner.FetchAsync(unit, observed, cancellation);
                span?.SetTag("backfill.requests", fetched.Requests).SetTag("backfill.bytes", fetched.SizeBytes);
                return fetched;
            }
            catch (Exception e)
            {
                RunTrace.Fail(span, e is BackfillException known ? known.Category.Name() : e is OperationCanceledException ? "cancelled" : e.GetType().Name);
                throw;
            }
            finally
            {
                span?.SetTag("backfill.ratelimit.wait", observed.Waited.TotalSeconds);
                RunTrace.Stop(span);
            }
        }
    }
}
