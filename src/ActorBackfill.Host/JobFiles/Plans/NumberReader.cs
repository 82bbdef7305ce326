using System.Globalization;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles.Plans;

/// <summary>Reads a dimension of whole numbers, <c>range = [1, 50000], step = 1</c>.</summary>
internal sealed class NumberReader(JobFileContext context)
{
    // 41 bits number a coordinate at most; see OrdinalLayout.
    private const long MaxNumber = 1_000_000_000_000;

    public NumberDimensionDefinition? Read(string name, HoconObjectReader reader, bool isWave, PlanOrder order)
    {
        var bounds = RangeBounds.Read(reader, context.Errors, Problem);
        var step = reader.LongInteger("step", 1);
        if (step is < 1 or > MaxNumber)
        {
            reader.Error("step", $"{step}: must be 1 to {Text(MaxNumber)}");
        }

        if (bounds is not var (firstText, lastText))
        {
            return null;
        }

        var first = long.Parse(firstText, CultureInfo.InvariantCulture);
        var last = long.Parse(lastText, CultureInfo.InvariantCulture);
        if (last < first)
        {
            reader.Error("range", $"{last} is before {first}: a range ends after it starts");
            return null;
        }

        return new NumberDimensionDefinition(name, isWave, order, first, last, step);
    }

    private static string? Problem(string text) =>
        !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? "expected a date yyyy-mm-dd, a month yyyy-mm or a whole number"
            : number is < -MaxNumber or > MaxNumber ? $"must be -{Text(MaxNumber)} to {Text(MaxNumber)}" : null;

    private static string Text(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
