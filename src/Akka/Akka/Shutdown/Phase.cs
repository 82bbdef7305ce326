using Akka.Configuration;

namespace Akka.Actor;

/// <summary>A phase of a coordinated shutdown.</summary>
/// <param name="DependsOn">Phases that must run before.</param>
/// <param name="Timeout">How long its tasks may take together.</param>
/// <param name="Recover">Whether the next phase runs if this one fails.</param>
/// <param name="Enabled">Whether its tasks are run.</param>
internal sealed record Phase(IReadOnlyCollection<string> DependsOn, TimeSpan Timeout, bool Recover, bool Enabled)
{
    public static Dictionary<string, Phase> ReadAll(Config config)
    {
        var standard = config.GetTimeSpan("default-phase-timeout");
        return config.GetConfig("phases").AsEnumerable().ToDictionary(
            pair => pair.Key,
            pair =>
            {
                var phase = pair.Value.ToConfig();
                return new Phase(
                    [.. phase.GetStringList("depends-on")],
                    phase.GetTimeSpan("timeout", standard, allowInfinite: false),
                    phase.GetBoolean("recover", true),
                    phase.GetBoolean("enabled", true));
            },
            StringComparer.Ordinal);
    }

    /// <summary>Every phase after those it depends on, else by name.</summary>
    /// <exception cref="ArgumentException">Phases depend on each other in a circle.</exception>
    public static IReadOnlyList<string> InOrder(IReadOnlyDictionary<string, Phase> phases)
    {
        var ordered = new List<string>();
        var finished = new HashSet<string>(StringComparer.Ordinal);
        var underWay = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in phases.Keys.Concat(phases.Values.SelectMany(p => p.DependsOn)).Distinct().Order(StringComparer.Ordinal))
            Visit(name);
        return [.. ordered.Where(phases.ContainsKey)];

        void Visit(string name)
        {
            if (finished.Contains(name))
                return;
            if (!underWay.Add(name))
                throw new ArgumentException($"Cycle detected in graph of phases. It must be a DAG. Phase [{name}] depends transitively on itself.");
            if (phases.TryGetValue(name, out var phase))
            {
                foreach (var before in phase.DependsOn)
                    Visit(before);
            }

            underWay.Remove(name);
            finished.Add(name);
            ordered.Add(name);
        }
    }
}
