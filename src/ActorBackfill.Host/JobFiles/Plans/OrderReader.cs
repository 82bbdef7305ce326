using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles.Plans;

/// <summary>Reads <c>order = oldest|newest|priority:COLUMN</c>, and lays <c>--order [NAME=]ORDER</c> over it.</summary>
internal sealed class OrderReader(JobFileContext context)
{
    private const string Priority = "priority:";

    /// <summary>Reads the order of a dimension.</summary>
    /// <param name="name">The dimension.</param>
    /// <param name="reader">Its block.</param>
    /// <param name="hasAttributes">Whether it is a list of entities, the only one that can be ordered by a column.</param>
    /// <returns>The order, and the column whose largest value comes first, or null.</returns>
    public (PlanOrder Order, string? Priority) Read(string name, HoconObjectReader reader, bool hasAttributes)
    {
        var text = context.OrderOf(name) ?? RangeBounds.TextOf(reader.Value("order"));
        if (text is null || !text.StartsWith(Priority, StringComparison.Ordinal))
        {
            var order = reader.Value("order") is HoconScalar scalar && scalar.Text.StartsWith(Priority, StringComparison.Ordinal)
                ? PlanOrder.Oldest
                : reader.Choice("order", PlanOrder.Oldest);
            return (context.OrderOf(name) is { } flag ? Enum.Parse<PlanOrder>(flag, ignoreCase: true) : order, null);
        }

        if (!hasAttributes)
        {
            reader.Error("order", $"'{text}': only a list from file, query or http has columns");
        }

        return (PlanOrder.Oldest, text[Priority.Length..]);
    }
}
