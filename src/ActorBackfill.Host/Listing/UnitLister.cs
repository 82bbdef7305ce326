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
    private static readonly string[] KnownNames = ["outcome", "error", "text", "group", "attempt", "run"];

    /// <summary>Finds units.</summary>
    /// <param name="query">Which.</param>
    /// <exception cref="CommandException">The filter asks for something that units do not have, or the key to go on after is none: exit 2.</exception>
    public IEnumerable<ListedUnit> Find(UnitQuery query)
    {
        CheckNames(query.Filter);
        var states = query is { States.IsEmpty: true, Group: not null } ? [UnitState.Of(UnitOutcome.Failed), UnitState.Of(UnitOutcome.Quarantined)] : query.States;
        return !states.IsEmpty && states.All(s => UnitState.Outcome(s) is { } outcome && !outcome.IsInLedger())
            ? Ended(query, [.. states.Select(s => UnitState.Outcome(s)!.Value)])
            : Walk(query, states.ToHashSet(StringComparer.Ordinal));
    }

    private IEnumerable<ListedUnit> Ended(UnitQuery query, UnitOutcome[] outcomes)
    {
        var after = query.After is { } key ? model.Plan.OrdinalOf(key) ?? throw NoUnit(key) : -1;
        foreach (var noted in model.Closed(outcomes, after, query.Group))
        {
            if (model.Plan.IndexOfOrdinal(noted.Ordinal) is >= 0 and var index)
            {
                var unit = new ListedUnit(model.Plan.UnitAt(index), UnitState.Of(noted.Outcome), RunsAgain: false, noted);
                if (Matches(unit, query.Filter))
                {
                    yield return unit;
                }
            }
        }
    }

    private IEnumerable<ListedUnit> Walk(UnitQuery query, HashSet<string> states)
    {
        var plan = model.Plan;
        var first = query.After is { } key ? plan.IndexOf(key) is >= 0 and var index ? index + 1 : throw NoUnit(key) : 0;
        for (var i = first; i < plan.Count; i++)
        {
            var ordinal = plan.OrdinalAt(i);
            var state = UnitState.Of(model.Planes.OutcomeOf(ordinal));
            if (states.Count > 0 && !states.Contains(state))
            {
                continue;
            }

            var noted = model.Noted(ordinal);
            var unit = new ListedUnit(plan.UnitAt(i), state, model.Planes.Reopened.Contains(ordinal), noted);
            if ((query.Group is null || noted?.Group == query.Group) && Matches(unit, query.Filter))
            {
                yield return unit;
            }
        }
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
