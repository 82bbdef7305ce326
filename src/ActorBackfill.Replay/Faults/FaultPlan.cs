namespace ActorBackfill.Replay.Faults;

/// <summary>What befalls one request.</summary>
/// <param name="Delay">How much later its answer comes.</param>
/// <param name="Rule">The fault it draws; null for none.</param>
internal readonly record struct FaultDraw(TimeSpan Delay, FaultRule? Rule);

/// <summary>Decides which requests go wrong: of the rules in order the first that strikes; delays add up besides.</summary>
internal sealed class FaultPlan(IReadOnlyList<FaultRule> rules, ulong seed)
{
    /// <summary>Targets whose attempts are counted; beyond, every request counts as a first attempt. About 32 MB.</summary>
    private const int CountedTargets = 1_000_000;

    private static readonly TimeSpan DefaultDelay = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, int> _attempts = [];
    private readonly long[] _looked = new long[rules.Count];

    /// <summary>Draws for one request.</summary>
    /// <param name="target">Path and query as sent.</param>
    public FaultDraw Draw(string target)
    {
        if (rules.Count == 0)
        {
            return default;
        }

        var delay = TimeSpan.Zero;
        FaultRule? struck = null;
        lock (_lock)
        {
            var attempt = Attempt(target);
            for (var i = 0; i < rules.Count; i++)
            {
                if (!Strikes(i, target, attempt))
                {
                    continue;
                }

                delay += rules[i].Kind == FaultKind.Delay ? DelayOf(rules[i]) : TimeSpan.Zero;
                struck ??= rules[i].Kind == FaultKind.Delay ? null : rules[i];
            }
        }

        return new FaultDraw(delay, struck);
    }

    private static TimeSpan DelayOf(FaultRule rule) => rule.Argument is null ? DefaultDelay : FaultArgument.Duration(rule.Argument) ?? DefaultDelay;

    private bool Strikes(int index, string target, int attempt)
    {
        var rule = rules[index];
        if (rule.Path is not null && !target.Contains(rule.Path, StringComparison.Ordinal))
        {
            return false;
        }

        _looked[index]++;
        return rule.Rate switch
        {
            FaultRate.Share share => StableHash.Fraction(StableHash.Of(StableHash.Mix(unchecked(seed + (ulong)index)), target, attempt)) < share.Value,
            FaultRate.First first => attempt <= first.Attempts,
            FaultRate.Every every => _looked[index] % every.Requests == 0,
            _ => false,
        };
    }

    private int Attempt(string target)
    {
        var key = StableHash.Of(target);
        if (!_attempts.TryGetValue(key, out var attempts) && _attempts.Count >= CountedTargets)
        {
            return 1;
        }

        return _attempts[key] = attempts + 1;
    }
}
