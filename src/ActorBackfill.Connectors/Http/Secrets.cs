using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Connectors.Http;

/// <summary>What a job sends and no message may show: values of headers, and parameters that are the same for every unit.</summary>
internal sealed class Secrets
{
    /// <summary>Shorter texts are words, not secrets; hiding them would hide half the message.</summary>
    private const int Shortest = 6;

    private readonly ImmutableArray<string> _values;

    private Secrets(ImmutableArray<string> values) => _values = values;

    /// <summary>Gets the secrets of a source.</summary>
    /// <param name="definition">The source.</param>
    public static Secrets Of(HttpSourceDefinition definition) => new([..
        definition.Headers.Where(h => !IsPlain(h.Key)).Select(h => h.Value)
            .Concat(definition.Parameters.Values.Where(p => !p.Contains('{', StringComparison.Ordinal)))
            .SelectMany(v => v.Split(' ', ';', ',').Append(v))
            .Where(v => v.Length >= Shortest)
            .Distinct()
            .OrderByDescending(v => v.Length)]);

    /// <summary>Gets whether a text shows one.</summary>
    /// <param name="text">The text.</param>
    public bool AreIn(string text) => _values.Any(v => text.Contains(v, StringComparison.OrdinalIgnoreCase));

    /// <summary>Gets the text with each replaced by <c>***</c>.</summary>
    /// <param name="text">The text.</param>
    public string Hide(string text) => _values.Aggregate(text, (t, v) => t.Replace(v, "***", StringComparison.OrdinalIgnoreCase));

    private static bool IsPlain(string header) =>
        header.StartsWith("Accept", StringComparison.OrdinalIgnoreCase) || header.Equals("User-Agent", StringComparison.OrdinalIgnoreCase);
}
