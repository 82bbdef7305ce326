using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles.Sources;

/// <summary>Reads <c>limit { rate = 2/s, concurrency = 7 }</c>.</summary>
internal static class LimitReader
{
    public const double MaxRate = 1_000_000;

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
        return new LimitDefinition(rate, concurrency);
    }
}
