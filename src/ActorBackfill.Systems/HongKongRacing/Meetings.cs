using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Rows;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Systems.HongKongRacing;

/// <summary>
/// <c>processor = hk-meetings</c>: from the dividends of a course and month its meetings. One whose dividends are all refunds was abandoned:
/// it has no results. Takes no settings.
/// </summary>
internal sealed class Meetings : IProcessor
{
    /// <summary>Its name in job files.</summary>
    public const string Name = "hk-meetings";

    private const string Refund = "退款";

    /// <inheritdoc/>
    public ValueTask ProcessAsync(UnitContext unit, CancellationToken cancellation)
    {
        foreach (var day in unit.Items.Select(item => new ResultRow(item)).GroupBy(row => row.Text("date"), StringComparer.Ordinal))
        {
            if (unit.Unit.Value("month") is { } month && !day.Key.StartsWith(month + "-", StringComparison.Ordinal))
            {
                throw new BackfillException(FailureCategory.InvalidData, $"dividends are of {day.Key}, and {month} was asked for");
            }

            unit.Emit("meetings", new Record
            {
                ["date"] = day.Key,
                ["venue"] = day.First().Text("venue"),
                ["races"] = day.Select(row => row.Text("race_no")).Distinct(StringComparer.Ordinal).Count(),
                ["dividends"] = day.Count(),
                ["abandoned"] = day.All(row => row.Text("dividend_hkd") == Refund),
            });
        }

        return ValueTask.CompletedTask;
    }
}
