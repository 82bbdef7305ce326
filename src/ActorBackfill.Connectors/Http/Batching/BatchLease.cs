using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Http.Batching;

/// <summary>
/// Fetches the units of one lease, as many as one request can ask for. What fails by the fault of one of them is asked for again in
/// halves, down to the one: that one fails alone. Used by one worker, one unit after the other.
/// </summary>
internal sealed class BatchLease : IFetchUnits
{
    private readonly Dictionary<long, Batch> _batches = [];
    private readonly BatchRequest _request;
    private readonly bool _isAgain;

    /// <summary>Groups the units of a lease.</summary>
    /// <param name="request">Asks for several units.</param>
    /// <param name="units">The units.</param>
    /// <param name="isAgain">Whether one of them was tried before: then what failed in passing is split too.</param>
    public BatchLease(BatchRequest request, IReadOnlyList<PlanUnit> units, bool isAgain)
    {
        (_request, _isAgain) = (request, isAgain);
        foreach (var group in request.Group(units))
        {
            Note(group);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<FetchedUnit> FetchAsync(PlanUnit unit, IRequestGate gate, CancellationToken cancellation)
    {
        while (true)
        {
            var batch = _batches[unit.Ordinal];
            if (batch.Failure is { } shared)
            {
                throw new BackfillException(shared.Category, shared.Message) { CanRetry = shared.CanRetry, RetryAfter = shared.RetryAfter, IsShared = true };
            }

            if (batch.Found is { } found)
            {
                return found.GetValueOrDefault(unit.Ordinal, FetchedUnit.Nothing);
            }

            try
            {
                batch.Found = await _request.FetchAsync(batch.Units, gate, cancellation);
            }
            catch (BackfillException e) when (batch.Units.Count > 1 && MayBeOne(e.Category))
            {
                Split(batch);
            }
            catch (BackfillException e)
            {
                batch.Failure = e;
                throw;
            }
            catch (OperationCanceledException) when (batch.Units.Count > 1)
            {
                // The attempt's time was over: the next unit asks for less.
                Split(batch);
                throw;
            }
        }
    }

    // Whether one unit of several can be at fault. What a source does to everybody is not found out by asking it twice as often; what
    // failed in passing is tried whole once more.
    private bool MayBeOne(FailureCategory category) => category switch
    {
        FailureCategory.RateLimited or FailureCategory.Auth or FailureCategory.Blocked or FailureCategory.Cancelled => false,
        FailureCategory.Transient or FailureCategory.Timeout => _isAgain,
        _ => true,
    };

    private void Split(Batch batch)
    {
        var half = batch.Units.Count / 2;
        Note([.. batch.Units.Take(half)]);
        Note([.. batch.Units.Skip(half)]);
    }

    private void Note(IReadOnlyList<PlanUnit> units)
    {
        var batch = new Batch(units);
        foreach (var unit in units)
        {
            _batches[unit.Ordinal] = batch;
        }
    }

    private sealed class Batch(IReadOnlyList<PlanUnit> units)
    {
        public IReadOnlyList<PlanUnit> Units { get; } = units;

        public IReadOnlyDictionary<long, FetchedUnit>? Found { get; set; }

        public BackfillException? Failure { get; set; }
    }
}
