namespace ActorBackfill.Replay.Greyhounds;

/// <summary>Runs a race: who starts, who finishes, when, and at what price. Times are whole hundredths of a second.</summary>
internal static class RaceRunner
{
    public const int Boxes = 8;

    private const int FewestStarters = 4;
    private const int HundredthsALength = 7;

    private static readonly string[] Mishaps = ["Fell", "Brought down", "Pulled up injured", "Failed to finish"];

    public static IReadOnlyList<Run> Run(IReadOnlyList<Greyhound> field, int distance, Chance chance)
    {
        var starters = Starters(field, chance);
        var prices = Prices(starters, chance);
        var times = Times(starters, distance, chance);
        var best = times.Min();
        return [.. starters.Select((starter, i) => Outcome(starter.Rug, starter.Greyhound, prices[i], times, i, best))];

        Run Outcome(int rug, Greyhound greyhound, decimal price, int?[] all, int index, int? winner) => all[index] is { } time
            ? new Run(rug, greyhound, price)
            {
                Place = 1 + all.Count(other => other < time),
                RunTime = new decimal(time, 0, 0, false, 2),
                Margin = (((time - winner!.Value) * 4) + HundredthsALength - 1) / HundredthsALength * 0.25m,
            }
            : new Run(rug, greyhound, price) { Comment = chance.Of(Mishaps) };
    }

    private static List<(int Rug, Greyhound Greyhound)> Starters(IReadOnlyList<Greyhound> field, Chance chance)
    {
        var starters = field.Select((greyhound, i) => (Rug: i + 1, Greyhound: greyhound)).ToList();
        for (var i = starters.Count - 1; i >= 0; i--)
        {
            if (chance.OneIn(16) && starters.Count > FewestStarters)
            {
                starters.RemoveAt(i);
            }
        }

        return starters;
    }

    /// <summary>A time for each starter, null for one that does not finish; no two alike but in a dead heat.</summary>
    private static int?[] Times(List<(int Rug, Greyhound Greyhound)> starters, int distance, Chance chance)
    {
        // Between 17.5 m/s over 300 m and 16.9 m/s over 725 m, as winners run.
        var metresPerSecondThousandths = 17_500 - ((distance - 300) * 13 / 10);
        var standard = distance * 100_000 / metresPerSecondThousandths;
        var times = new int?[starters.Count];
        var taken = new HashSet<int>();
        for (var i = 0; i < times.Length; i++)
        {
            var time = standard + starters[i].Greyhound.Slowness + chance.Between(0, 75);
            while (!taken.Add(time))
            {
                time++;
            }

            // The first always finishes: every race has a winner.
            times[i] = i > 0 && chance.OneIn(90) ? null : time;
        }

        if (chance.OneIn(80))
        {
            DeadHeat(times, chance);
        }

        return times;
    }

    private static void DeadHeat(int?[] times, Chance chance)
    {
        int[] order = [.. Enumerable.Range(0, times.Length).Where(i => times[i] is not null).OrderBy(i => times[i])];
        if (order.Length > 1)
        {
            var ahead = chance.Between(0, order.Length - 2);
            times[order[ahead + 1]] = times[order[ahead]];
        }
    }

    /// <summary>Prices that a bookmaker could live on: the chances they imply add up to about 118 %.</summary>
    private static List<decimal> Prices(List<(int Rug, Greyhound Greyhound)> starters, Chance chance)
    {
        var strengths = starters.Select(s => (long)(130 - s.Greyhound.Slowness + chance.Between(-40, 40))).Select(s => s * s).ToList();
        var sum = strengths.Sum();
        return strengths.ConvertAll(strength => Rounded((int)Math.Min(10_100, sum * 10_000 / (strength * 118))));
    }

    private static decimal Rounded(int hundredths)
    {
        var step = hundredths switch { < 500 => 10, < 1_000 => 50, _ => 100 };
        return new decimal(Math.Max(110, hundredths / step * step), 0, 0, false, 2);
    }
}
