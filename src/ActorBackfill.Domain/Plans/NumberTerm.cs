using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace ActorBackfill.Domain.Plans;

/// <summary>A <see cref="FilterTerm"/> about whole numbers: says of each what the term says of its text.</summary>
internal sealed class NumberTerm
{
    private readonly FilterOperator _operator;
    private readonly ImmutableArray<decimal> _values;
    private readonly FrozenSet<decimal> _set;

    private NumberTerm(FilterOperator @operator, ImmutableArray<decimal> values) => (_operator, _values, _set) = (@operator, values, values.ToFrozenSet());

    /// <summary>Makes one; null where the term compares texts.</summary>
    /// <param name="term">The term.</param>
    public static NumberTerm? Of(FilterTerm term)
    {
        var values = ImmutableArray.CreateBuilder<decimal>(term.Values.Length);
        foreach (var text in term.Values)
        {
            if (term.Operator == FilterOperator.Contains || !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            {
                return null;
            }

            values.Add(value);
        }

        return new NumberTerm(term.Operator, values.MoveToImmutable());
    }

    /// <summary>Gets whether a number matches.</summary>
    /// <param name="number">The number.</param>
    public bool Matches(long number) => _operator switch
    {
        FilterOperator.Equal => _set.Contains(number),
        FilterOperator.NotEqual => !_set.Contains(number),
        FilterOperator.Less => number < _values[0],
        FilterOperator.LessOrEqual => number <= _values[0],
        FilterOperator.Greater => number > _values[0],
        _ => number >= _values[0],
    };
}
