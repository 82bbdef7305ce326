using System.Collections.Immutable;

namespace ActorBackfill.Domain.Progress.Estimating;

/// <summary>
/// What a unit costs, by its dimension values: the mean of its class, drawn towards the mean of all as far as the class has few samples.
/// The classes are the values of the dimension that explains most, or of all dimensions together, or there is one class. Immutable.
/// </summary>
internal sealed class EtaCosts
{
    private const int MaxClasses = 256;

    // A classification has to explain more than chance would before it is believed: three times as much, and so many samples a class.
    private const double BeyondChance = 3;
    private const int SamplesAClass = 2;

    // How likely a unit is slower than any that was seen, against being like one of them.
    private const double BeyondAll = 0.5;
    private const int FewValues = 6;
    private const int ManySamples = 4;

    private readonly Func<ImmutableArray<KeyValuePair<string, string>>, string?> _classOf;
    private readonly Dictionary<string, (double Mean, double Spread)> _classes;
    private readonly (double Mean, double Spread) _unseen;

    // How units differed from the mean of their class, as factors, ascending.
    private readonly double[] _ratios;

    private EtaCosts(
        Func<ImmutableArray<KeyValuePair<string, string>>, string?> classOf,
        Dictionary<string, (double Mean, double Spread)> classes,
        (double Mean, double Spread) unseen,
        double[] ratios) => (_classOf, _classes, _unseen, _ratios) = (classOf, classes, unseen, ratios);


    /// <summary>Gets the dimensions whose values make the classes, one or all; null when there is one class.</summary>
    public string? By { get; private init; }

    /// <summary>Gets the classes with what a unit of each takes in seconds.</summary>
    public IEnumerable<(string Name, double Seconds)> Classes => _classes.Select(c => (c.Key, c.Value.Mean));

    /// <summary>Gets for how long a unit has run, on average, when one looks at a busy worker.</summary>
    public double MeanAge { get; private init; }

    /// <summary>Gets by how much units of a class differ, as a share of their mean.</summary>
    public double UnitSpread => Math.Sqrt(_ratios.Average(r => (r - 1) * (r - 1)));

    /// <summary>Gets the class of a unit; null is the class of all.</summary>
    public string? ClassOf(ImmutableArray<KeyValuePair<string, string>> values) => _classOf(values);

    /// <summary>Gets the mean of a class in seconds, and how uncertain its logarithm is.</summary>
    public (double Mean, double Spread) Of(string? name) => name is not null && _classes.TryGetValue(name, out var known) ? known : _unseen;

    /// <summary>Draws how a unit differs from the mean of its class: as one that was seen did, or, once in a while, by more than any.</summary>
    /// <param name="random">Chance.</param>
    public double Ratio(Random random)
    {
        var place = (int)(random.NextDouble() * (_ratios.Length + BeyondAll));
        return place < _ratios.Length ? _ratios[place] : Beyond(_ratios[^1], random);
    }

    /// <summary>Draws how a unit differs that is not over yet.</summary>
    /// <param name="least">By how much it differs already.</param>
    /// <param name="random">Chance.</param>
    public double RatioAbove(double least, Random random)
    {
        var first = Array.BinarySearch(_ratios, least) is >= 0 and var found ? found + 1 : ~Array.BinarySearch(_ratios, least);
        var place = first + (int)(random.NextDouble() * (_ratios.Length - first + BeyondAll));
        return place < _ratios.Length ? _ratios[place] : Beyond(Math.Max(least, _ratios[^1]), random);
    }

    // Pareto: half of those that are slower than anything that was seen take at most 1.3 times as long as that.
    private static double Beyond(double most, Random random) => most * Math.Min(10, Math.Pow(1 - random.NextDouble(), -1 / 2.5));

    /// <summary>Learns from samples.</summary>
    /// <param name="samples">Sampled units and what each stands for; at least one.</param>
    public static EtaCosts Learn(IReadOnlyList<(MeasuredUnit Unit, double Weight)> samples)
    {
        var none = Group(samples, null, _ => null);
        var (best, fewest) = (none, (Grouping?)null);
        foreach (var (by, classOf) in Classifications(samples[0].Unit.Values))
        {
            var grouped = Group(samples, by, classOf);
            var count = grouped.Groups.Count;
            if (count is > 1 and <= MaxClasses && samples.Count >= count * SamplesAClass
                && grouped.Unexplained < best.Unexplained * (0.99 - (BeyondChance * Math.Sqrt(2.0 * count) / samples.Count)))
            {
                best = grouped;
            }

            if (count <= FewValues && samples.Count >= count * ManySamples && !(fewest?.Groups.Count <= count))
            {
                fewest = grouped;
            }
        }

        // Many units of few values say nothing of the values that come.
        return Make(samples, best == none && fewest is not null ? fewest : best, isOneOfMany: best == none && fewest is not null);
    }

    private static IEnumerable<(string By, Func<ImmutableArray<KeyValuePair<string, string>>, string?> ClassOf)> Classifications(ImmutableArray<KeyValuePair<string, string>> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var dimension = i;
            yield return (values[i].Key, v => v[dimension].Value);
        }

        if (values.Length > 1)
        {
            yield return (string.Join(" and ", values.Select(v => v.Key)), v => string.Join('\n', v.Select(p => p.Value)));
        }
    }

    private static Grouping Group(
        IReadOnlyList<(MeasuredUnit Unit, double Weight)> samples, string? by, Func<ImmutableArray<KeyValuePair<string, string>>, string?> classOf)
    {
        var groups = new Dictionary<string, EtaClass>(StringComparer.Ordinal);
        foreach (var (unit, weight) in samples)
        {
            var name = classOf(unit.Values) ?? "";
            if (!groups.TryGetValue(name, out var group))
            {
                if (groups.Count > MaxClasses)
                {
                    break;
                }

                groups[name] = group = new EtaClass();
            }

            group.Add(unit.Seconds, weight);
        }

        var freedom = Math.Max(0.5, samples.Count - groups.Count);
        return new Grouping(by, classOf, groups, groups.Values.Sum(g => g.LogSquares) / freedom);
    }

    private static EtaCosts Make(IReadOnlyList<(MeasuredUnit Unit, double Weight)> samples, Grouping grouping, bool isOneOfMany)
    {
        var mean = Math.Max(1e-6, samples.Sum(s => s.Unit.Seconds * s.Weight) / samples.Sum(s => s.Weight));
        var within = Math.Sqrt(grouping.Groups.Values.Sum(g => g.Squares) / Math.Max(1, samples.Count - grouping.Groups.Count)) / mean;
        var means = grouping.Groups.Values.Select(g => g.Mean).ToList();
        var between = means.Count < 2 ? 0 : Math.Sqrt(means.Sum(m => (m - mean) * (m - mean)) / (means.Count - 1)) / mean;
        // Empirical Bayes: so many samples of a class are worth as much as knowing all the others.
        var pull = between > 0 ? Math.Clamp(within * within / (between * between), 0.1, 20) : 20;
        var classes = grouping.Groups.ToDictionary(
            g => g.Key,
            g =>
            {
                var drawn = Math.Max(1e-6, ((g.Value.Mean * g.Value.Samples) + (mean * pull)) / (g.Value.Samples + pull));
                return (drawn, Spread: Math.Min(1, within * (mean / drawn) / Math.Sqrt(g.Value.Samples + pull)));
            },
            StringComparer.Ordinal);
        var unseen = grouping.Groups.Count == 1 && !isOneOfMany
            ? (mean, Spread: Math.Min(1, within / Math.Sqrt(samples.Count)))
            : (mean, Spread: Math.Min(1, Math.Max(between, 0.5 / Math.Sqrt(means.Count))));
        var costs = new EtaCosts(grouping.ClassOf, grouping.Groups.Count == 1 && !isOneOfMany ? [] : classes, unseen, []);
        var ageSquares = samples.Sum(s => s.Unit.Seconds * s.Unit.Seconds * s.Weight) / samples.Sum(s => s.Weight);
        return new EtaCosts(grouping.ClassOf, costs._classes, unseen, RatiosOf(samples, costs))
        {
            MeanAge = ageSquares / (2 * mean),
            By = costs._classes.Count == 0 ? null : grouping.By,
        };
    }

    private static double[] RatiosOf(IReadOnlyList<(MeasuredUnit Unit, double Weight)> samples, EtaCosts costs)
    {
        var step = Math.Max(1, samples.Count / 512);
        var ratios = samples.Where((_, i) => i % step == 0).Select(s => s.Unit.Seconds / costs.Of(costs.ClassOf(s.Unit.Values)).Mean).ToArray();
        var mean = Math.Max(1e-9, ratios.Average());
        return [.. ratios.Select(r => r / mean).Order()];
    }

    private sealed record Grouping(
        string? By, Func<ImmutableArray<KeyValuePair<string, string>>, string?> ClassOf, Dictionary<string, EtaClass> Groups, double Unexplained);
}
