using System.Collections.Immutable;

namespace ActorBackfill.Domain.Jobs;

/// <summary>The order in which a dimension's values run.</summary>
public enum PlanOrder
{
    /// <summary>First value first (dates: oldest first).</summary>
    Oldest,

    /// <summary>Last value first.</summary>
    Newest,
}

/// <summary>One dimension of a plan: <c>plan { NAME { ... } }</c>.</summary>
/// <param name="Name">Its name, used in unit keys and as <c>{name}</c> in templates.</param>
/// <param name="IsWave">Whether each of its values is a wave: the next starts when this one has ended.</param>
/// <param name="Order">The order of its values.</param>
public abstract record DimensionDefinition(string Name, bool IsWave, PlanOrder Order);

/// <summary><c>range = [2025-09, 2025-11], step = month</c>; both ends are included, and snap outward to whole steps.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsWave">See <see cref="DimensionDefinition"/>.</param>
/// <param name="Order">See <see cref="DimensionDefinition"/>.</param>
/// <param name="Step">How long each unit is.</param>
/// <param name="First">First day of the range as given.</param>
/// <param name="Last">Last day of the range as given, included.</param>
public sealed record CalendarDimensionDefinition(
    string Name, bool IsWave, PlanOrder Order, CalendarStep Step, DateOnly First, DateOnly Last)
    : DimensionDefinition(Name, IsWave, Order)
{
    /// <summary>Gets the zone whose clocks and dates are meant; UTC unless said. Decides which period is not over yet, and what an hour is.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Gets whether an end of the range came from flags: units beyond it are left out of this run, not dropped from the plan.</summary>
    public bool IsFromFlags { get; init; }

    /// <summary>Gets the longer periods that each unit belongs to. Key <c>within</c>; none by default. They change no unit.</summary>
    public ImmutableArray<EnclosingPeriodDefinition> Within { get; init; } = [];
}

/// <summary><c>range = [1, 50000], step = 1</c>: whole numbers, both ends included.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsWave">See <see cref="DimensionDefinition"/>.</param>
/// <param name="Order">See <see cref="DimensionDefinition"/>.</param>
/// <param name="First">First number.</param>
/// <param name="Last">Last number, included when the step reaches it.</param>
/// <param name="Step">Distance, at least 1.</param>
public sealed record NumberDimensionDefinition(string Name, bool IsWave, PlanOrder Order, long First, long Last, long Step)
    : DimensionDefinition(Name, IsWave, Order);

/// <summary><c>values = [VIC, NSW]</c>: a list of distinct texts, or an <see cref="EntityListDefinition"/> whose entities are known.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsWave">See <see cref="DimensionDefinition"/>.</param>
/// <param name="Order">See <see cref="DimensionDefinition"/>.</param>
/// <param name="Values">The values, distinct and not empty.</param>
public sealed record ListDimensionDefinition(string Name, bool IsWave, PlanOrder Order, ImmutableArray<string> Values)
    : DimensionDefinition(Name, IsWave, Order)
{
    /// <summary>Gets what else is known of the values; nothing unless they came from a list of entities.</summary>
    public EntityAttributes Attributes { get; init; } = EntityAttributes.None;
}
