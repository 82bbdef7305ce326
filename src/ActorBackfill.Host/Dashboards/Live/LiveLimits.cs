using ActorBackfill.Connectors.Budgets;
using ActorBackfill.Dashboard.Live;
using ActorBackfill.Domain.Budgets;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Limiting;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Host.Status;

namespace ActorBackfill.Host.Dashboards.Live;

/// <summary>How the budget of a job's source stands: told by the run while it goes on, by the budget's file otherwise.</summary>
internal static class LiveLimits
{
    private const int UsedOverSeconds = 10;

    /// <summary>Gets the limit; null when the source makes no requests.</summary>
    /// <param name="status">How far the job is.</param>
    /// <param name="texts">Where the environment and the clock are.</param>
    public static SourceLimit? Of(JobStatus status, LiveTexts texts)
    {
        if (status.Job.Definition.Source is not HttpSourceDefinition http)
        {
            return null;
        }

        var name = BudgetDirectory.NameOf(http.Limit.Budget, new Uri(http.Base));
        return status.Live is { Limit: { } limit } live
            ? Of(name, limit, live.Detail, texts.Time.GetUtcNow())
            : Resting(name, http.Limit, texts);
    }

    private static SourceLimit Of(string name, LimitState limit, RunDetail? detail, DateTimeOffset now) => new()
    {
        Name = name,
        IsLive = true,
        ConfiguredRate = limit.ConfiguredRate,
        EffectiveRate = limit.EffectiveRate,
        UsedRate = Used(detail),
        ConfiguredConcurrency = limit.ConfiguredConcurrency,
        EffectiveConcurrency = limit.EffectiveConcurrency,
        IsAdaptive = limit.IsAdaptive,
        InFlight = limit.InFlight,
        Waiting = limit.Waiting,
        Requests = limit.Requests,
        Refusals = limit.Refusals,
        WaitP50Seconds = limit.WaitP50?.TotalSeconds,
        WaitP95Seconds = limit.WaitP95?.TotalSeconds,
        ClosedSeconds = limit.ClosedUntil is { } until ? Math.Max(0, (until - now).TotalSeconds) : null,
        ClosedReason = limit.ClosedReason,
        Quotas = [.. limit.Quotas.Select(q => (q.Window.TotalSeconds, q.Most, q.Used))],
        LastRefusals = [.. limit.LastRefusals.Select(r => (r.At, r.Delay.TotalSeconds, r.Reason))],
    };

    private static double? Used(RunDetail? detail)
    {
        if (detail is not { Samples: [{ Samples.Length: > 0 } minute, ..] })
        {
            return null;
        }

        var last = minute.Samples[^Math.Min(UsedOverSeconds, minute.Samples.Length)..];
        return last.Sum(s => s.Requests) / (last.Length * minute.WidthSeconds);
    }

    private static SourceLimit Resting(string name, LimitDefinition limit, LiveTexts texts)
    {
        var rests = new SourceLimit
        {
            Name = name,
            ConfiguredRate = limit.RequestsPerSecond,
            ConfiguredConcurrency = limit.Concurrency,
            IsAdaptive = limit.IsAdaptive,
        };
        if (!limit.IsShared || Read(name, texts) is not { } budget)
        {
            return rests;
        }

        var now = budget.Clock + SqliteBudget.MomentOf(texts.Time).Since(budget.Seen);
        var closed = budget.Closure is { } closure && closure.Until > now ? closure : null;
        return rests with
        {
            InFlight = budget.Parties.Sum(p => p.InFlight),
            Waiting = budget.Parties.Sum(p => p.IsWaiting(now) ? p.Wanted : 0),
            ClosedSeconds = closed is null ? null : (closed.Until - now).TotalSeconds,
            ClosedReason = closed?.Reason,
            Quotas = [.. budget.Quotas.Where(q => limit.Limits.Most(q.Length) is not null).Select(q => (q.Length.TotalSeconds, limit.Limits.Most(q.Length)!.Value, q.At(now).Used))],
        };
    }

    // A file that cannot be used is told of by the run that needs it, and by doctor.
    private static BudgetState? Read(string name, LiveTexts texts)
    {
        try
        {
            return SqliteBudget.Read(BudgetDirectory.Find(texts.Variable), name);
        }
        catch (BudgetUnusableException)
        {
            return null;
        }
    }
}
