using System.Collections.Immutable;
using ActorBackfill.Dashboard.Pages.Compare;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Dashboards.Compare;

/// <summary>Finds the units that are not the same at the ends of two runs.</summary>
/// <param name="a">The one end.</param>
/// <param name="b">The other.</param>
internal sealed class EndDifferences(EndOfRun a, EndOfRun b)
{
    private const int MostOfAKind = 20;

    private readonly Dictionary<string, List<long>> _kinds = new(StringComparer.Ordinal)
    {
        ["settled in the first alone"] = [],
        ["settled in the second alone"] = [],
        ["other rows or content"] = [],
        ["not settled, and another outcome"] = [],
    };

    /// <summary>Gets the units that hold the same at both ends.</summary>
    public long Same { get; private set; }

    /// <summary>Gets how many units differ in which way.</summary>
    public ImmutableArray<ComparedKind> Kinds => [.. _kinds.Select(k => new ComparedKind(k.Key, k.Value.Count))];

    /// <summary>Compares.</summary>
    public EndDifferences Find()
    {
        foreach (var (ordinal, content) in a.Contents)
        {
            if (!b.Contents.TryGetValue(ordinal, out var other))
            {
                _kinds["settled in the first alone"].Add(ordinal);
            }
            else if (content != other)
            {
                _kinds["other rows or content"].Add(ordinal);
            }
            else
            {
                Same++;
            }
        }

        _kinds["settled in the second alone"].AddRange(b.Contents.Keys.Where(o => !a.Contents.ContainsKey(o)));
        var unsettled = a.State.Closed.Concat(b.State.Closed).Select(u => u.Ordinal).Distinct();
        _kinds["not settled, and another outcome"].AddRange(
            unsettled.Where(o => !a.Contents.ContainsKey(o) && !b.Contents.ContainsKey(o) && a.Unsettled(o) != b.Unsettled(o)));
        return this;
    }

    /// <summary>Gets the first units of each kind, in the order of the plan.</summary>
    /// <param name="plan">Knows their keys.</param>
    public ImmutableArray<ComparedUnit> First(Plan plan) =>
    [
        .. _kinds.SelectMany(k => k.Value.Order().Take(MostOfAKind).Select(o => new ComparedUnit(
            PlainText.Of(plan.KeyOf(o) ?? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"unit {o}"), 200), k.Key, a.Text(o), b.Text(o)))),
    ];
}
