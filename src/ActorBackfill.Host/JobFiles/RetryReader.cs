using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles;

/// <summary>Reads <c>retry { max-attempts, min-backoff, max-backoff, attempt-timeout, hang-timeout, budget-percent, budget-per-second }</c>.</summary>
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
            BudgetPercent = reader.RealWithin("budget-percent", defaults.BudgetPercent, 0, 100),
            BudgetPerSecond = reader.RealWithin("budget-per-second", defaults.BudgetPerSecond, 0.01, 1_000),
        };
        if (reader.OptionalDuration("hang-timeout") is { } hang)
        {
            retry = retry with { HangTimeout = hang };
            if (hang <= retry.AttemptTimeout || hang > TimeSpan.FromDays(2))
            {
                reader.Error("hang-timeout", "must be longer than attempt-timeout, and at most 2 d");
            }
        }

        if (retry.MaxBackoff < retry.MinBackoff)
        {
            reader.Error("max-backoff", "is below min-backoff");
        }

        return retry;
    }
}
