using System.Globalization;
using System.Text.RegularExpressions;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Telling;

/// <summary>Fills the header of a job: what it is about to do, in its own words.</summary>
internal static partial class HeaderText
{
    // A header names values; a plan with more units than this is told by its dimensions, as if all were selected.
    private const long MostUnits = 1_000_000;

    private static readonly string[] OfPlan = ["units", "waves", "workers"];
    private static readonly string[] OfDimension = ["from", "to", "count", "values"];

    /// <summary>Gets the names in a line's braces.</summary>
    public static IEnumerable<string> NamesIn(string line) => Name().Matches(line).Select(match => match.Groups[1].Value);

    /// <summary>Gets the names that mean something.</summary>
    /// <param name="dimensions">The names of the plan's dimensions.</param>
    public static IEnumerable<string> NamesOf(IEnumerable<string> dimensions) =>
        [.. dimensions.SelectMany(dimension => OfDimension.Select(fact => $"{dimension}.{fact}")), .. OfPlan];

    /// <summary>Gets the lines of a header.</summary>
    /// <param name="header">The job's.</param>
    /// <param name="plan">The units that are selected.</param>
    /// <param name="workers">Units at a time, if there are as many.</param>
    public static IEnumerable<string> Of(IEnumerable<string> header, Plan plan, int workers)
    {
        var values = new Lazy<List<List<string>>>(() => Values(plan));
        return header.Select(line => PlainText.Of(Name().Replace(line, match => Fact(match.Groups[1].Value, plan, workers, values)), 1_000));
    }

    private static string Fact(string name, Plan plan, int workers, Lazy<List<List<string>>> values)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return Number(name switch
            {
                "units" => plan.Count,
                "waves" => WavesOf(plan),
                _ => Math.Min(workers, LargestWave(plan)),
            });
        }

        var at = plan.Dimensions.Select(d => d.Name).ToList().IndexOf(name[..dot]);
        var (dimension, some) = (plan.Dimensions[at], values.Value[at]);
        return name[(dot + 1)..] switch
        {
            "from" => dimension.FactOf(some[0], "start") ?? some[0],
            "to" => dimension.FactOf(some[^1], "end") ?? some[^1],
            "count" => Number(some.Count),
            _ => string.Join(", ", some),
        };
    }

    // The values that selected units have, each once, in the order of the units.
    private static List<List<string>> Values(Plan plan)
    {
        if (plan.Count > MostUnits)
        {
            return [.. plan.Dimensions.Select(d => Places(d.Count).Select(d.ValueAt).ToList())];
        }

        var found = plan.Dimensions.Select(_ => new HashSet<string>(StringComparer.Ordinal)).ToList();
        var ordered = plan.Dimensions.Select(_ => new List<string>()).ToList();
        for (var index = 0L; index < plan.Count; index++)
        {
            var unit = plan.UnitAt(index).Values;
            for (var at = 0; at < unit.Length; at++)
            {
                if (found[at].Add(unit[at].Value))
                {
                    ordered[at].Add(unit[at].Value);
                }
            }
        }

        return ordered;
    }

    private static IEnumerable<long> Places(long count)
    {
        for (var place = 0L; place < count; place++)
        {
            yield return place;
        }
    }

    private static long WavesOf(Plan plan) => plan.Count > MostUnits ? plan.WaveCount : Waves(plan).Count();

    private static long LargestWave(Plan plan) => plan.Count > MostUnits ? plan.WaveSize : Waves(plan).Max(wave => wave.LongCount());

    private static IEnumerable<IGrouping<long, long>> Waves(Plan plan) => Places(plan.Count).GroupBy(plan.WaveOf);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Name();
}
