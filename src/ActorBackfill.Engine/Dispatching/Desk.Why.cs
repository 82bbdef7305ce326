using System.Globalization;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Progress;

namespace ActorBackfill.Engine.Dispatching;

/// <summary>What keeps a unit from being done.</summary>
internal sealed partial class Desk
{
    /// <summary>Gets what keeps a unit from being done.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="now">The time.</param>
    public Why WhyNot(string key, Moment now)
    {
        var index = _plan.IndexOf(key);
        if (index < 0)
        {
            return new Why(key, Why.Ended, []);
        }

        var ordinal = _plan.OrdinalAt(index);
        if (_pending.Find(ordinal) is { } pending)
        {
            return _pending.IsLeased(pending.Lease)
                ? new Why(key, "working", [$"Attempt {pending.Attempt.Attempt} is being made."])
                : new Why(key, "committing", ["It is handed over, and waits for its commit and the journal."]);
        }

        if (_waiting.TryGetValue(ordinal, out var again))
        {
            return new Why(key, "retrying", [Again(again, now)]);
        }

        return _dealer.Held?.WhyNot(index) is { } held
            ? new Why(key, "not-ready", [$"It waits for {held}."])
            : Undealt(key, index);
    }

    private string Again(UnitAttempt attempt, Moment now) => _retries.DueOf(attempt) switch
    {
        { } due when due > now.Elapsed => string.Create(
            CultureInfo.InvariantCulture, $"Attempt {attempt.Attempt} is due in {(due - now.Elapsed).TotalSeconds:0.#} s."),
        { } => $"Attempt {attempt.Attempt} is due, and waits for a worker.",
        null => $"Attempt {attempt.Attempt} is due, and waits for a worker, for the probe of its breaker, or to run alone.",
    };

    private Why Undealt(string key, long index)
    {
        if (!_dealer.IsAhead(index))
        {
            return new Why(key, Why.Ended, []);
        }

        if (_isStopping)
        {
            return new Why(key, "queued", ["The run is being stopped; it runs on resume."]);
        }

        var (wave, before) = (_plan.WaveOf(index), _dealer.Before(index));
        var breaker = Watch.WaitingFor is { } waits ? (string[])[$"The run waits for {waits}."] : [];
        return wave > _dealer.Wave
            ? new Why(key, "behind-barrier",
                [$"It is in wave {wave + 1} of {_plan.WaveCount}; wave {_dealer.Wave + 1} runs, and {Count(before + _pending.Count + _retries.Count, "unit")} at most come before it.", .. breaker])
            : new Why(key, "queued", [$"{Count(before, "unit")} at most come before it.", .. breaker]);
    }
}
