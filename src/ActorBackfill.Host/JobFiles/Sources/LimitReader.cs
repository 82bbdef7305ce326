using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles.Sources;

/// <summary>Reads <c>limit { rate = 2/s, per-day = 1000, concurrency = 7 }</c>.</summary>
internal static class LimitReader
{
    public const double MaxRate = 1_000_000;
    private const long MaxQuota = 1_000_000_000_000;

    public static LimitDefinition Read(HoconObjectReader? reader)
    {
        if (reader is null)
        {
            return new LimitDefinition();
        }

        var rate = reader.OptionalRate("rate");
        if (rate is <= 0 or > MaxRate)
        {
            reader.Error("rate", $"{rate:#,0.###}/s: must be above 0 and at most {MaxRate:#,0}/s; without the key there is no limit");
        }

        var concurrency = reader.Has("concurrency") ? reader.IntegerWithin("concurrency", 1, 1, JobFileContext.MaxWorkers) : (int?)null;
        return new LimitDefinition(rate, concurrency)
        {
            PerMinute = Quota(reader, "per-minute"),
            PerHour = Quota(reader, "per-hour"),
            PerDay = Quota(reader, "per-day"),
            IsAdaptive = reader.Boolean("adaptive", false),
            Budget = Budget(reader),
        };
    }

    private static long? Quota(HoconObjectReader reader, string key)
    {
        var quota = reader.OptionalLongInteger(key);
        if (quota is < 1 or > MaxQuota)
        {
            reader.Error(key, $"{quota:#,0}: must be 1 to {MaxQuota:#,0}; without the key there is no limit");
        }

        return quota;
    }

    private static string? Budget(HoconObjectReader reader)
    {
        var name = reader.OptionalText("budget");
        if (name is not null && JobNames.BudgetProblem(name) is { } problem)
        {
            reader.Error("budget", problem);
        }

        return name;
    }
}
