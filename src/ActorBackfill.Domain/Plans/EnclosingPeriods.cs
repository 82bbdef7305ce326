using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Domain.Plans;

/// <summary>Says what can be asked of the longer periods that a unit belongs to: <c>{date.season}</c>, <c>{date.season.start}</c>.</summary>
internal sealed class EnclosingPeriods
{
    private static readonly string[] Facts = ["start", "end", "next", "year", "month", "day"];

    private readonly ImmutableArray<(string Name, CalendarGrid Grid)> _periods;

    /// <summary>Creates them.</summary>
    /// <param name="definitions">Their names and steps; a name once.</param>
    public EnclosingPeriods(ImmutableArray<EnclosingPeriodDefinition> definitions) =>
        _periods = [.. definitions.Select(d => (d.Name, new CalendarGrid(d.Step)))];

    /// <summary>Gets the names of what can be asked.</summary>
    /// <param name="definitions">The periods.</param>
    public static IEnumerable<string> NamesOf(ImmutableArray<EnclosingPeriodDefinition> definitions) =>
        definitions.SelectMany(d => Facts.Select(f => $"{d.Name}.{f}").Prepend(d.Name));

    /// <summary>Gets a fact; null for an unknown one.</summary>
    /// <param name="fact">The period's name, which is its value, or with what is asked of it behind a dot.</param>
    /// <param name="day">The unit's first day: the period that it lies in is meant.</param>
    public string? Of(string fact, DateOnly day)
    {
        var dot = fact.IndexOf('.', StringComparison.Ordinal);
        var name = dot < 0 ? fact : fact[..dot];
        foreach (var (known, grid) in _periods)
        {
            if (known == name)
            {
                var period = grid.CoordinateOf(day);
                return dot < 0 ? grid.Text(period) : PeriodFacts.Of(fact[(dot + 1)..], grid.FirstDay(period), grid.LastDay(period));
            }
        }

        return null;
    }
}
