using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Host.ReadModels;

/// <summary>One set of ordinals an outcome: what a million units need instead of a million rows.</summary>
internal sealed class UnitPlanes
{
    /// <summary>The number of planes: one an outcome, one of settled units that are to run again, one of units that have a row.</summary>
    public const int Count = 7;

    private const int ReopenedPlane = 5;
    private const int NotedPlane = 6;

    private readonly OrdinalSet[] _planes;

    public UnitPlanes(OrdinalSet[] planes) => _planes = planes;

    /// <summary>Gets the settled units that are to run again.</summary>
    public OrdinalSet Reopened => _planes[ReopenedPlane];

    /// <summary>Gets the units that have a row of their own.</summary>
    public OrdinalSet Noted => _planes[NotedPlane];

    public static UnitPlanes Empty() => new([.. Enumerable.Range(0, Count).Select(_ => new OrdinalSet())]);

    public OrdinalSet Of(UnitOutcome outcome) => _planes[(int)outcome];

    public OrdinalSet At(int plane) => _planes[plane];

    /// <summary>Empties all planes; whoever holds one keeps it.</summary>
    public void Clear()
    {
        foreach (var plane in _planes)
        {
            foreach (var ordinal in plane.All().ToList())
            {
                plane.Remove(ordinal);
            }
        }
    }

    /// <summary>Gets the outcome of a unit; null when it has none yet.</summary>
    public UnitOutcome? OutcomeOf(long ordinal)
    {
        for (var outcome = 0; outcome < ReopenedPlane; outcome++)
        {
            if (_planes[outcome].Contains(ordinal))
            {
                return (UnitOutcome)outcome;
            }
        }

        return null;
    }
}
