using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Domain.Outcomes;

/// <summary>
/// The breakers of a run: the source's, and one for each entity that has failed. Entities that do not fail take no room. Says what the
/// journal has to hold. Not thread safe.
/// </summary>
/// <param name="definition">The job's limits.</param>
/// <param name="runId">Which run, for the events.</param>
public sealed class BreakerBook(BreakerDefinition definition, string runId)
{
    /// <summary>The key of the source's breaker. Entities have an equals sign.</summary>
    public const string Source = "source";

    // Twice as long after every failed probe would be days after an hour.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, Breaker> _breakers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BreakerOpened> _open = new(StringComparer.Ordinal);

    /// <summary>Gets whether no breaker is open and none has counted a failure: everything passes.</summary>
    public bool IsQuiet => _breakers.Count == 0;

    /// <summary>Gets the breakers that are open, or wait for their probe, with the last real cause.</summary>
    public IReadOnlyCollection<BreakerOpened> Open => _open.Values;

    /// <summary>Gets when the source's breaker lets a probe through, since the run began; null while it is closed.</summary>
    public TimeSpan? SourceUntil => _breakers.GetValueOrDefault(Source)?.Until;

    /// <summary>Opens what an earlier run left open. A wall clock that has gone back makes nothing wait longer than it was to.</summary>
    /// <param name="opened">What the journal holds.</param>
    /// <param name="now">The time.</param>
    public void Restore(IEnumerable<BreakerOpened> opened, Moment now)
    {
        foreach (var one in opened)
        {
            if (one.Key != Source && definition.Entity is not { } entity)
            {
                continue;
            }

            var most = one.Key == Source ? Longest : definition.Entity!.For;
            var left = one.Until - now.At;
            var wait = left < TimeSpan.Zero ? TimeSpan.Zero : left > most ? most : left;
            Of(one.Key).Restore(now.Elapsed + wait, one.Failures);
            _open[one.Key] = one;
        }
    }

    /// <summary>Gets the last cause of a breaker that is open, or null.</summary>
    /// <param name="key">Which.</param>
    public BreakerOpened? CauseOf(string key) => _open.GetValueOrDefault(key);

    /// <summary>Asks whether somebody may pass.</summary>
    /// <param name="key">Which breaker.</param>
    /// <param name="now">The time.</param>
    public BreakerAnswer Admit(string key, Moment now) => _breakers.GetValueOrDefault(key)?.Admit(now.Elapsed) ?? BreakerAnswer.Pass;

    /// <summary>Notes a failure.</summary>
    /// <param name="key">Whose.</param>
    /// <param name="isProbe">Whether it was the probe.</param>
    /// <param name="category">Why.</param>
    /// <param name="cause">Its text.</param>
    /// <param name="now">The time.</param>
    /// <returns>The event when the breaker opened because of it, or null.</returns>
    public BreakerOpened? Fail(string key, bool isProbe, FailureCategory category, string cause, Moment now)
    {
        var breaker = Of(key);
        if (!breaker.Fail(now.Elapsed, isProbe))
        {
            return null;
        }

        var until = now.At + (breaker.Until!.Value - now.Elapsed);
        return _open[key] = new BreakerOpened(runId, now.At, key, until, breaker.InRow, category.Name(), FailedAttempt.Shorten(cause));
    }

    /// <summary>Notes a success.</summary>
    /// <param name="key">Whose.</param>
    /// <param name="isProbe">Whether it was the probe.</param>
    /// <param name="now">The time.</param>
    /// <returns>The event when the breaker closed because of it, or null.</returns>
    public BreakerClosed? Succeed(string key, bool isProbe, Moment now)
    {
        if (!_breakers.TryGetValue(key, out var breaker))
        {
            return null;
        }

        var closed = breaker.Succeed(isProbe);
        if (breaker is { Until: null, InRow: 0 })
        {
            _breakers.Remove(key);
            _open.Remove(key);
        }

        return closed ? new BreakerClosed(runId, now.At, key) : null;
    }

    /// <summary>Notes that a probe ended without saying anything.</summary>
    /// <param name="key">Whose.</param>
    public void ForgetProbe(string key) => _breakers.GetValueOrDefault(key)?.Forget();

    private Breaker Of(string key)
    {
        if (!_breakers.TryGetValue(key, out var breaker))
        {
            var entity = definition.Entity;
            _breakers[key] = breaker = key == Source
                ? new Breaker(definition.Source.Failures, definition.Source.For, Longest)
                : new Breaker(entity!.Failures, entity.For, entity.For);
        }

        return breaker;
    }
}
