using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles;

/// <summary>Reads <c>retry { max-attempts, min-backoff, max-backoff, attempt-timeout }</c>.</summary>
internal static class RetryReader
{
    public static RetryDefinition Read(HoconObjectReader job)
    {
        var defaults = new RetryDefinition();
        if (job.OptionalObject("retry") is not { } reader)
        {
            return defaults;
        }

        var retry = new RetryDefinition
        {
            MaxAttempts = reader.IntegerWithin("max-attempts", defaults.MaxAttempts, 1, 100),
            MinBackoff = reader.DurationWithin("min-backoff", defaults.MinBackoff, TimeSpan.Zero, TimeSpan.FromHours(1)),
            MaxBackoff = reader.DurationWithin("max-backoff", defaults.MaxBackoff, TimeSpan.Zero, TimeSpan.FromDays(1)),
            AttemptTimeout = reader.DurationWithin("attempt-timeout", defaults.AttemptTimeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1)),
        };
        if (retry.MaxBackoff < retry.MinBackoff)
        {
            reader.Error("max-backoff", "is below min-backoff");
        }

        return retry;
    }
}
