using System.Globalization;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.ReadModels;

namespace ActorBackfill.Host.Listing;

/// <summary>
/// Finds units by state, group and filter. Units that ended without rows are read from their own table, in the order of their ordinals; all
/// others by walking the plan, whose states are bits.
/// </summary>
internal sealed class UnitLister(ReadModel model)
{
    // So many places are gathered and sorted; of more, the first ones are never far.
    private const long FewUnits = 20_000;

    private (UnitFilter? Of, UnitFilter Others, Plan? Plan) _part = (null, UnitFilter.Everything, null);

    /// <summary>The names that a filter can ask for beside dimensions and their facts.</summary>
    public static IReadOnlyList<string> KnownNames { get; } = ["outcome", "error", "text", "group", "attempt", "run"];

    /// <summary>Finds units.</summary>
    /// <param name="query">Which.</param>
    /// <exception cref="CommandException">The filter asks for something that units do not have, or the key to go on after is none: exit 2.</exception>
    public IEnumerable<ListedUnit> Find(UnitQuery query)
    {
        CheckNames(query.Filter);
        var states = States(query);
        var isInTable = states.All(s => UnitState.Outcome(s) is { } outcome && !outcome.IsInLedger()) || query.Filter.Terms.Any(IsOfNoted);
        return states.Count == 0 ? [] : isInTable ? Ended(query, [.. states.Select(UnitState.Outcome).OfType<UnitOutcome>()]) : Walk(query, states);
    }

    /// <summary>Gets the part of the plan that a filter leaves by its terms about dimensions alone.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="rest">The terms that look at more than a unit's key.</param>
    /// <returns>Null when no unit is left.</returns>
    public Plan? PartOf(UnitFilter filter, out UnitFilter rest)
    {
        if (_part.Of != filter)
        {
            _part = (filter, filter.Where(t => !IsOfDimension(t)), Select(filter.Where(IsOfDimension)));
        }

        rest = _part.Others;
        return _part.Plan;
    }

    private Plan? Select(UnitFilter filter)
    {
        try
        {
            return filter.Terms.IsEmpty ? model.Plan : model.Plan.Select(new UnitSelection { Filter = filter });
        }
        catch (PlanException)
        {
            return null;
        }
    }

    // What a filter says of outcomes is known before any unit is looked at.
    private static HashSet<string> States(UnitQuery query)
    {
        IEnumerable<string> asked = query is { States.IsEmpty: true, Group: not null } ? [UnitState.Of(UnitOutcome.Failed), UnitState.Of(UnitOutcome.Quarantined)]
            : query.States.IsEmpty ? UnitState.All : query.States;
        var terms = query.Filter.Terms.Where(t => t.Name == "outcome").ToList();
        return [.. asked.Where(state => terms.TrueForAll(t => t.Matches(state)))];
    }

    // Only a unit that has a row has such a value; what must not be so holds for the others too.
    private static bool IsOfNoted(FilterTerm term) => term is { Operator: not FilterOperator.NotEqual, Name: "error" or "text" or "group" or "attempt" or "run" };

    private bool IsOfDimension(FilterTerm term)
    {
        if (!model.Job.Selection.IsEverything || model.Plan.Dimensions.FirstOrDefault(d => d.Name == term.Name.Split('.')[0]) is not { } dimension)
        {
            return false;
        }

        return term.Name == dimension.Name || dimension.FactOf(dimension.ValueAt(0), term.Name[(dimension.Name.Length + 1)..]) is not null;
    }

    private IEnumerable<ListedUnit> Ended(UnitQuery query, UnitOutcome[] outcomes)
    {
        var after = query.After is { } key ? model.Plan.OrdinalOf(key) ?? throw NoUnit(key) : -1;
        foreach (var noted in model.Closed(outcomes, after, query.Group))
        {
            if (model.Plan.IndexOfOrdinal(noted.Ordinal) is >= 0 and var index)
            {
                var unit = new ListedUnit(model.Plan.UnitAt(index), UnitState.Of(noted.Outcome), model.Planes.Reopened.Contains(noted.Ordinal), noted);
                if (Matches(unit, query.Filter))
                {
                    yield return unit;
                }
            }
        }
    }

    private IEnumerable<ListedUnit> Walk(UnitQuery query, HashSet<string> states)
    {
        var (plan, filter) = (PartOf(query.Filter, out var rest), rest);
        if (plan is null)
        {
            yield break;
        }

        var first = 0L;
        if (query.After is { } key && (first = plan.IndexOf(key) + 1) == 0)
        {
            // A key that the filter leaves out has its place in the whole plan all the same.
            (plan, filter) = (model.Plan, query.Filter);
            first = plan.IndexOf(key) is >= 0 and var index ? index + 1 : throw NoUnit(key);
        }

        foreach (var i in PlacesIn(plan, states, first))
        {
            var ordinal = plan.OrdinalAt(i);
            var state = UnitState.Of(model.Planes.OutcomeOf(ordinal));
            if (!states.Contains(state))
            {
                continue;
            }

            var noted = model.Noted(ordinal);
            var unit = new ListedUnit(plan.UnitAt(i), state, model.Planes.Reopened.Contains(ordinal), noted);
            if ((query.Group is null || noted?.Group == query.Group) && Matches(unit, filter))
            {
                yield return unit;
            }
        }
    }

    // Few units of a state are found by counting: where there is none nobody looks at single ones.
    private IEnumerable<long> PlacesIn(Plan plan, HashSet<string> states, long first)
    {
        if (plan.OrdinalRuns().Sum(run => Wanted(states, run.First, run.Count)) > FewUnits)
        {
            return From(first, plan.Count);
        }

        var places = new List<long>();
        foreach (var (start, count) in plan.OrdinalRuns())
        {
            for (long at = start, left = Wanted(states, start, count); left > 0; at++)
            {
                if (states.Contains(UnitState.Of(model.Planes.OutcomeOf(at))))
                {
                    places.Add(plan.IndexOfOrdinal(at));
                    left--;
                }
            }
        }

        places.Sort();
        return places.SkipWhile(i => i < first);
    }

    private static IEnumerable<long> From(long first, long end)
    {
        for (var i = first; i < end; i++)
        {
            yield return i;
        }
    }

    private long Wanted(HashSet<string> states, long start, long count)
    {
        var (wanted, ended) = (0L, 0L);
        foreach (var outcome in Enum.GetValues<UnitOutcome>())
        {
            var units = model.Planes.Of(outcome).CountIn(start, count);
            ended += units;
            wanted += states.Contains(UnitState.Of(outcome)) ? units : 0;
        }

        return wanted + (states.Contains(UnitState.Open) ? count - ended : 0);
    }

    private static bool Matches(ListedUnit unit, UnitFilter filter) => filter.Terms.IsEmpty || filter.Matches(name => name switch
    {
        "outcome" => unit.State,
        "error" => unit.Noted?.Category,
        "text" => unit.Noted?.Text,
        "group" => unit.Noted?.Group?.ToString(CultureInfo.InvariantCulture),
        "attempt" => unit.Noted?.Attempt.ToString(CultureInfo.InvariantCulture),
        "run" => unit.Noted?.Run.ToString(CultureInfo.InvariantCulture),
        _ => unit.Unit.Value(name),
    });

    private static CommandException NoUnit(string key) =>
        new(ExitCode.Usage, "no-such-unit", $"'{key}' is no unit of the plan", "Keys are as 'backfill units' prints them: date=2024-02-29");

    private void CheckNames(UnitFilter filter)
    {
        string[] dimensions = [.. model.Plan.Dimensions.Select(d => d.Name)];
        var unknown = filter.Names.FirstOrDefault(name =>
            !KnownNames.Contains(name, StringComparer.Ordinal) && !dimensions.Any(d => name == d || name.StartsWith(d + ".", StringComparison.Ordinal)));
        if (unknown is not null)
        {
            throw new CommandException(
                ExitCode.Usage, "filter", $"--filter: units have no '{unknown}'", $"Known are {string.Join(", ", dimensions.Concat(KnownNames))}.");
        }
    }
}
