using System.Collections.Immutable;

namespace ActorBackfill.Domain.Budgets;

/// <summary>How runs share the requests in flight: evenly, and what one does not want is the others'.</summary>
internal static class SlotShares
{
    // Slots while a source that nobody limited opens again.
    private const int SlowStartSlots = 16;

    /// <summary>Gets the slots there are: from one to all of them while a source opens again; null without a limit.</summary>
    public static int? Slots(int? limit, double share)
    {
        if (share is >= 1 or <= 0)
        {
            return limit;
        }

        var grown = (share - Closure.FirstShare) / (1 - Closure.FirstShare);
        return Math.Max(1, (int)((limit ?? SlowStartSlots) * grown));
    }

    /// <summary>Gets the slots that a run may take now.</summary>
    public static int Free(ImmutableArray<BudgetParty> parties, int me, int? slots, TimeSpan now)
    {
        if (slots is not { } all)
        {
            return int.MaxValue;
        }

        if (parties.Length == 1)
        {
            return Math.Max(0, all - parties[me].InFlight);
        }

        var share = Share(parties, all, now);
        var free = all - parties.Sum(p => p.InFlight);
        var mine = share - parties[me].InFlight;
        // Where it does not come out even, whoever was served longest ago comes first.
        var ahead = parties.Count(p => !p.IsPaced && p.IsWaiting(now) && p.InFlight < share && p.LastTurn < parties[me].LastTurn);
        return Math.Max(0, Math.Min(free - ahead, mine));
    }

    private static int Share(ImmutableArray<BudgetParty> parties, int all, TimeSpan now)
    {
        var left = all;
        var demands = parties.Select(p => p.InFlight + (p.IsWaiting(now) ? p.Wanted : 0)).Order().ToList();
        for (var i = 0; i < demands.Count; i++)
        {
            var runs = demands.Count - i;
            if (demands[i] > left / runs)
            {
                return (left + runs - 1) / runs;
            }

            left -= demands[i];
        }

        return all;
    }
}
