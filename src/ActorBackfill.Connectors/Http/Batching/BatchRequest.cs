using ActorBackfill.Connectors.Bodies;
using ActorBackfill.Connectors.Lists;
using ActorBackfill.Domain.Items;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Http.Batching;

/// <summary>Asks for several units in one request and tells their items apart. Thread safe.</summary>
internal sealed class BatchRequest
{
    // What every server takes; 1,000 long values are more.
    private const int LongestAddress = 8_000;

    private readonly BatchDefinition _definition;
    private readonly RequestAddress _address;
    private readonly ItemPath _key;
    private readonly IBodyReader _reader;
    private readonly IFetchPages _requester;
    private readonly TimeProvider _time;
    private readonly BatchPace _pace;
    private readonly Lock _lock = new();

    /// <summary>Creates the request.</summary>
    /// <param name="definition">What is asked for together.</param>
    /// <param name="address">Makes addresses.</param>
    /// <param name="reader">Reads bodies.</param>
    /// <param name="requester">Gets bodies.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="FormatException">The key is no path.</exception>
    public BatchRequest(BatchDefinition definition, RequestAddress address, IBodyReader reader, IFetchPages requester, TimeProvider time)
    {
        (_definition, _address, _reader, _requester, _time) = (definition, address, reader, requester, time);
        _key = ItemPath.Parse(definition.Key);
        _pace = new BatchPace(definition);
    }

    /// <summary>Gets how many units one request asks for now.</summary>
    public int Size
    {
        get
        {
            lock (_lock)
            {
                return _pace.Size;
            }
        }
    }

    /// <summary>Puts units together that one request can ask for: all else in their addresses is equal, and they are not too many.</summary>
    /// <param name="units">The units.</param>
    public IEnumerable<IReadOnlyList<PlanUnit>> Group(IReadOnlyList<PlanUnit> units) => units
        .GroupBy(u => ValueOf(u).Contains(_definition.Separator, StringComparison.Ordinal) ? u.Key : _address.For(u, (_definition.Parameter, "")).AbsoluteUri)
        .SelectMany(g => Fitting([.. g]));

    /// <summary>Asks for units.</summary>
    /// <param name="units">One or more that <see cref="Group"/> put together.</param>
    /// <param name="gate">Passed once.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <returns>What each has, by ordinal; a unit without items is left out.</returns>
    /// <exception cref="BackfillException">The answer could not be had, or not be told apart.</exception>
    public async ValueTask<IReadOnlyDictionary<long, FetchedUnit>> FetchAsync(IReadOnlyList<PlanUnit> units, IRequestGate gate, CancellationToken cancellation)
    {
        if (units is [var only] && ValueOf(only).Contains(_definition.Separator, StringComparison.Ordinal))
        {
            throw new BackfillException(FailureCategory.InvalidData, $"unit {only.Key}: the value contains '{_definition.Separator}', which separates values (batch.separator)");
        }

        var clock = new TurnClock(gate, _time);
        try
        {
            using var answer = await _requester.GetAsync(AddressOf(units), clock, cancellation);
            if (answer.Body is null)
            {
                // 404 for several says of none which one it is.
                return units.Count == 1 ? Nothing(units[0], answer.Requests)
                    : throw new BackfillException(FailureCategory.NotFound, $"{answer.Origin.Place} has nothing for {units.Count} units asked for together");
            }

            var found = Split(units, _reader.Read(answer.Body.Written, answer.Origin), answer);
            Learn(p => p.Answered(units.Count, clock.Elapsed));
            return found;
        }
        catch (BackfillException e) when (e.Category is FailureCategory.Timeout or FailureCategory.Truncated or FailureCategory.Oversize)
        {
            Learn(p => p.Failed());
            throw;
        }
    }

    private static Dictionary<long, FetchedUnit> Nothing(PlanUnit unit, int requests) => new() { [unit.Ordinal] = new FetchedUnit([], requests, 0) };

    private Dictionary<long, FetchedUnit> Split(IReadOnlyList<PlanUnit> units, BodyContent body, Answer answer)
    {
        var byValue = units.ToDictionary(ValueOf, _ => new List<Item>(), StringComparer.Ordinal);
        foreach (var item in body.Items)
        {
            var value = EntityText.Of(_key.Find(item));
            if (value is null || !byValue.TryGetValue(value, out var items))
            {
                throw new BackfillException(
                    FailureCategory.UnexpectedContent,
                    $"{answer.Origin.Place} answered with an item whose {_definition.Key} is {(value is null ? "missing" : $"'{BodyText.Plain(value)}'")}, which was not asked for")
                {
                    CanRetry = false,
                };
            }

            items.Add(item);
        }

        var bytes = (answer.Body?.Length ?? 0L) / units.Count;
        return units.ToDictionary(u => u.Ordinal, u => new FetchedUnit(byValue[ValueOf(u)], answer.Requests, bytes));
    }

    private IEnumerable<IReadOnlyList<PlanUnit>> Fitting(IReadOnlyList<PlanUnit> units) =>
        units.Count <= 1 || (units.Count <= BatchDefinition.MostUnits && AddressOf(units).AbsoluteUri.Length <= LongestAddress)
            ? [units]
            : Fitting([.. units.Take(units.Count / 2)]).Concat(Fitting([.. units.Skip(units.Count / 2)]));

    private Uri AddressOf(IReadOnlyList<PlanUnit> units) => _address.For(units[0], (_definition.Parameter, string.Join(_definition.Separator, units.Select(ValueOf))));

    private string ValueOf(PlanUnit unit) => unit.Value(_definition.Dimension)!;

    private void Learn(Action<BatchPace> learn)
    {
        lock (_lock)
        {
            learn(_pace);
        }
    }
}
