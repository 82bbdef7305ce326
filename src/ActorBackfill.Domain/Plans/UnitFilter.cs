using System.Collections.Immutable;

namespace ActorBackfill.Domain.Plans;

/// <summary>
/// Which units are meant: terms that all have to hold, <c>state=VIC,NSW and month&gt;=2025-09 and player.name~'van'</c>. Names are those
/// of the plan's dimensions, of their facts (<c>month.start</c>, <c>player.name</c>), and whatever else a command knows of a unit
/// (<c>error</c>, <c>outcome</c>). Immutable.
/// </summary>
public sealed class UnitFilter
{
    private UnitFilter(string text, ImmutableArray<FilterTerm> terms) => (Text, Terms) = (text, terms);

    /// <summary>Gets the filter that everything matches.</summary>
    public static UnitFilter Everything { get; } = new("", []);

    /// <summary>Gets the filter as written.</summary>
    public string Text { get; }

    /// <summary>Gets the terms in their order; empty when everything matches.</summary>
    public ImmutableArray<FilterTerm> Terms { get; }

    /// <summary>Gets the names that the terms ask for, each once, for a command to check that it knows them.</summary>
    public IEnumerable<string> Names => Terms.Select(t => t.Name).Distinct(StringComparer.Ordinal);

    /// <summary>Reads a filter.</summary>
    /// <param name="text">Terms joined by <c>and</c>; blank means everything.</param>
    /// <exception cref="FormatException">The text is no filter; the message says where and what was expected.</exception>
    public static UnitFilter Parse(string text) => new(text.Trim(), [.. new FilterScanner(text).Terms()]);

    /// <summary>Gets the filter of values that are known exactly: <c>--entities a,b</c>.</summary>
    /// <param name="name">What they are values of.</param>
    /// <param name="values">The values, at least one.</param>
    public static UnitFilter OneOf(string name, ImmutableArray<string> values) =>
        new($"{name}={string.Join(',', values.Select(Quote))}", [new FilterTerm(name, FilterOperator.Equal, values)]);

    /// <summary>Gets a filter that asks for what both ask for.</summary>
    /// <param name="other">The other one.</param>
    public UnitFilter And(UnitFilter other) => Terms.IsEmpty ? other
        : other.Terms.IsEmpty ? this
        : new($"{Text} and {other.Text}", [.. Terms, .. other.Terms]);

    /// <summary>Gets a filter of some of the terms.</summary>
    /// <param name="isKept">Which.</param>
    public UnitFilter Where(Func<FilterTerm, bool> isKept) => new(Text, [.. Terms.Where(isKept)]);

    /// <summary>Gets whether a unit matches by its own values.</summary>
    /// <param name="unit">The unit; a name that its plan does not know has no value, which matches only <c>!=</c>.</param>
    public bool Matches(PlanUnit unit) => Matches(unit.Value);

    /// <summary>Gets whether something matches.</summary>
    /// <param name="valueOf">Gets a value by its name; null when it has none, which matches only <c>!=</c>.</param>
    public bool Matches(Func<string, string?> valueOf)
    {
        foreach (var term in Terms)
        {
            if (!term.Matches(valueOf(term.Name)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Writes a value as a filter has it: in quotes, unless it is a plain word or number.</summary>
    /// <param name="value">Any text.</param>
    public static string Quote(string value) => value.Length > 0 && value.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.')
        ? value
        : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <inheritdoc/>
    public override string ToString() => Text;

}
