using System.Collections.Immutable;

namespace ActorBackfill.Domain.Plans;

/// <summary>How a plan is made of some of another one's units.</summary>
public sealed partial class Plan
{
    /// <summary>
    /// Gets the plan of some of the units, with the same ordinals and in the same order. A filter restricts dimensions and looks at no unit;
    /// listed units and shards take a bit a unit.
    /// </summary>
    /// <param name="selection">Which.</param>
    /// <exception cref="PlanException">It asks for something that the plan does not know, or leaves no unit.</exception>
    public Plan Select(UnitSelection selection)
    {
        if (selection.IsEverything)
        {
            return this;
        }

        if (_selected is not null)
        {
            throw new InvalidOperationException("a selection is made once, from the whole plan");
        }

        var plan = Restrict(selection.Filter);
        if (selection.Keys is { } keys)
        {
            plan = plan.With(plan.Places(keys, this), selection);
        }

        if (selection.Shard is { } shard)
        {
            var whole = plan;
            plan = plan.With(All(whole.Count).Where(i => shard.Has(whole.UnitAt(i).Key)).Select(whole.PlaceOf), selection);
        }

        return plan;
    }

    private static IEnumerable<long> All(long count)
    {
        for (var i = 0L; i < count; i++)
        {
            yield return i;
        }
    }

    private Plan Restrict(UnitFilter filter)
    {
        CheckNames(filter);
        var dimensions = _declared;
        foreach (var (dimension, i) in _declared.Select((d, i) => (d, i)))
        {
            var terms = filter.Terms.Where(t => DimensionOf(t.Name) == dimension.Name).ToList();
            if (terms.Count == 0)
            {
                continue;
            }

            var matchers = terms.ConvertAll(t => Matcher(t, dimension));
            var places = new PlaceSet(dimension.Count, All(dimension.Count).Where(place => matchers.TrueForAll(matches => matches(place))));
            if (places.Count == 0)
            {
                throw new PlanException($"no unit of the plan matches '{filter}': {dimension.Name} is {dimension.Description}");
            }

            dimensions = dimensions.SetItem(i, places.Count == dimension.Count ? dimension : new PartDimension(dimension, places));
        }

        return new Plan(dimensions, null, Fingerprint);
    }

    private static Predicate<long> Matcher(FilterTerm term, Dimension dimension)
    {
        if (term.Name.Length > dimension.Name.Length)
        {
            var fact = term.Name[(dimension.Name.Length + 1)..];
            return place => term.Matches(dimension.FactOf(dimension.ValueAt(place), fact));
        }

        // A million numbers are compared as numbers, not written and read again.
        return dimension.IsNumber && NumberTerm.Of(term) is { } number
            ? place => number.Matches(dimension.CoordinateAt(place))
            : place => term.Matches(dimension.ValueAt(place));
    }

    private void CheckNames(UnitFilter filter)
    {
        foreach (var name in filter.Names)
        {
            var dimension = _declared.FirstOrDefault(d => d.Name == DimensionOf(name))
                ?? throw new PlanException($"'{filter}': the plan has no dimension '{DimensionOf(name)}'; it has {string.Join(", ", _declared.Select(d => d.Name))}");
            if (name.Length > dimension.Name.Length && dimension.FactOf(dimension.ValueAt(0), name[(dimension.Name.Length + 1)..]) is null)
            {
                throw new PlanException($"'{filter}': nothing is known as '{name}'");
            }
        }
    }

    private static string DimensionOf(string name) => name.Split('.')[0];

    // The places of listed units, but those that the filter leaves out.
    private IEnumerable<long> Places(ImmutableArray<string> keys, Plan whole)
    {
        foreach (var key in keys)
        {
            if (IndexOf(key) is >= 0 and var index)
            {
                yield return PlaceOf(index);
            }
            else if (whole.IndexOf(key) < 0)
            {
                throw new PlanException($"the plan has no unit '{key}'; it has {whole.Count}, {whole.UnitAt(0).Key} to {whole.UnitAt(whole.Count - 1).Key}");
            }
        }
    }

    private Plan With(IEnumerable<long> places, UnitSelection selection)
    {
        var set = new PlaceSet(Product(_declared), places);
        return set.Count > 0 ? new Plan(_declared, set, Fingerprint) : throw new PlanException($"no unit of the plan is left by '{selection}'");
    }
}
