using System.Collections.Immutable;
using System.Text;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Connectors.Http;

/// <summary>
/// What a job sends and no message may show: values of headers, and parameters that are the same for every unit. Known by value, also as
/// addresses and base64 write it. Thread safe.
/// </summary>
public sealed class Secrets
{
    /// <summary>Shorter texts are words, not secrets; hiding them would hide half the message.</summary>
    private const int Shortest = 6;

    /// <summary>Values that are remembered; a token that is renewed every hour for a week is below it.</summary>
    private const int Most = 1_000;

    private ImmutableArray<string> _values = [];

    /// <summary>Gets the secrets of a source.</summary>
    /// <param name="definition">The source.</param>
    public static Secrets Of(HttpSourceDefinition definition)
    {
        var secrets = new Secrets();
        foreach (var value in definition.Headers.Where(h => !IsPlain(h.Key)).Select(h => h.Value)
            .Concat(definition.Parameters.Values.Where(p => !p.Contains('{', StringComparison.Ordinal))))
        {
            secrets.Add(value);
        }

        return secrets;
    }

    /// <summary>Remembers one more.</summary>
    /// <param name="value">The value; its words are secrets too: <c>Bearer TOKEN</c>.</param>
    public void Add(string value)
    {
        var forms = value.Split(' ', ';', ',').Append(value).SelectMany(Forms).Where(v => v.Length >= Shortest).ToList();
        ImmutableInterlocked.Update(ref _values, static (known, more) => [.. known.Concat(more).Distinct().TakeLast(Most).OrderByDescending(v => v.Length)], forms);
    }

    /// <summary>Gets whether a text shows one, or ends in the beginning of one, as an excerpt may.</summary>
    /// <param name="text">The text.</param>
    public bool AreIn(string text) => Hide(text) != text;

    /// <summary>Gets the text with each replaced by <c>***</c>.</summary>
    /// <param name="text">The text.</param>
    public string Hide(string text)
    {
        var values = _values;
        var hidden = values.Aggregate(text, (t, v) => t.Replace(v, "***", StringComparison.OrdinalIgnoreCase));
        var cut = values.Select(v => CutAtEnd(hidden, v)).DefaultIfEmpty().Max();
        return cut == 0 ? hidden : hidden[..^cut] + "***";
    }

    private static IEnumerable<string> Forms(string value)
    {
        yield return value;
        yield return Uri.EscapeDataString(value);
        var buffer = new byte[value.Length];
        if (Convert.TryFromBase64String(value, buffer, out var length) && Encoding.UTF8.GetString(buffer, 0, length) is var pair
            && pair.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && !pair.Any(char.IsControl))
        {
            // Name and password of "Basic".
            yield return pair[(colon + 1)..];
        }
    }

    /// <summary>Gets how much of the beginning of a secret a text ends in.</summary>
    private static int CutAtEnd(string text, string secret)
    {
        for (var length = Math.Min(secret.Length - 1, text.Length); length >= Shortest; length--)
        {
            if (text.AsSpan().EndsWith(secret.AsSpan(0, length), StringComparison.OrdinalIgnoreCase))
            {
                return length;
            }
        }

        return 0;
    }

    private static bool IsPlain(string header) =>
        header.StartsWith("Accept", StringComparison.OrdinalIgnoreCase) || header.Equals("User-Agent", StringComparison.OrdinalIgnoreCase);
}
