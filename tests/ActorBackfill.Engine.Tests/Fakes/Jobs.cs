using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Engine.Tests.Fakes;

internal static class Jobs
{
    public static readonly TableDefinition Table = new(
        "rows", [new ColumnDefinition("id", "id"), new ColumnDefinition("value", "value", ColumnType.Integer)], ["id"]);

    public static JobDefinition OfNumbers(long count, int workers = 4) =>
        Of([new NumberDimensionDefinition("n", false, PlanOrder.Oldest, 1, count, 1)], workers);

    public static JobDefinition Of(ImmutableArray<DimensionDefinition> dimensions, int workers = 4) => new()
    {
        Name = "test",
        Dimensions = dimensions,
        Source = new FilesSourceDefinition("none", BodyFormat.Json, ImmutableSortedDictionary<string, string>.Empty, false, null, new CapsDefinition()),
        Sink = new SqliteSinkDefinition("none", [Table]),
        Workers = workers,
        Retry = new RetryDefinition { MinBackoff = TimeSpan.FromMilliseconds(1), MaxBackoff = TimeSpan.FromMilliseconds(2), MaxAttempts = 3 },
    };

    /// <summary>Three months as waves, so many states in each.</summary>
    public static ImmutableArray<DimensionDefinition> MonthsAndStates(int states) =>
    [
        new CalendarDimensionDefinition("month", true, PlanOrder.Oldest, CalendarStep.Month, new DateOnly(2025, 9, 1), new DateOnly(2025, 11, 30)),
        new ListDimensionDefinition("state", false, PlanOrder.Oldest, [.. Enumerable.Range(1, states).Select(i => $"S{i}")]),
    ];

    public static Plan Plan(JobDefinition job) =>
        ActorBackfill.Domain.Plans.Plan.Create(job.Dimensions, new ValueRegistry(), new DateOnly(2026, 1, 1));
}
