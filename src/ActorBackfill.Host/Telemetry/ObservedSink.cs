using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Host.Telemetry;

/// <summary>A sink whose commits are told. It is not disposed of with this: it is its owner's.</summary>
/// <param name="sink">The sink.</param>
/// <param name="trace">Has a span for each unit's commit.</param>
internal sealed class ObservedSink(ISink sink, RunTrace trace) : ISink
{
    /// <inheritdoc/>
    public string Description => sink.Description;

    /// <inheritdoc/>
    public ILedger Ledger => sink.Ledger;

    /// <inheritdoc/>
    public ISinkWriter OpenWriter() => new Observed(sink.OpenWriter(), trace);

    /// <inheritdoc/>
    public ISinkReader OpenReader() => sink.OpenReader();

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private sealed class Observed(ISinkWriter writer, RunTrace trace) : ISinkWriter
    {
        public CommitResult Commit(IReadOnlyList<UnitResult> group, long journaled)
        {
            var began = trace.Now;
            try
            {
                var result = writer.Commit(group, journaled);
                var refused = result.Refused.ToDictionary(r => r.Result.Unit.Ordinal, r => r.Error.Category.Name());
                foreach (var units in group.Select(r => r.Unit).GroupBy(u => refused.GetValueOrDefault(u.Ordinal)))
                {
                    trace.Committed(units, began, units.Key);
                }

                return result;
            }
            catch (Exception e)
            {
                trace.Committed(group.Select(r => r.Unit), began, e is BackfillException known ? known.Category.Name() : e.GetType().Name);
                throw;
            }
        }

        public void Dispose() => writer.Dispose();
    }
}
