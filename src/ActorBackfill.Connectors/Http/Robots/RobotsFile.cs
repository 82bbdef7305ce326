using System.Collections.Immutable;
using System.Text;

namespace ActorBackfill.Connectors.Http.Robots;

/// <summary>What a robots.txt says to one crawler (RFC 9309). Lines that it does not know say nothing.</summary>
internal sealed class RobotsFile
{
    /// <summary>How much of a file is read; RFC 9309, section 2.5, asks for at least as much.</summary>
    public const int Most = 500 << 10;

    private readonly ImmutableArray<Rule> _rules;

    private RobotsFile(ImmutableArray<Rule> rules) => _rules = rules;

    /// <summary>Gets a file that forbids nothing: there is none.</summary>
    public static RobotsFile Open { get; } = new([]);

    /// <summary>Reads a file.</summary>
    /// <param name="body">Its bytes.</param>
    /// <param name="product">The crawler's name, without version.</param>
    public static RobotsFile Parse(ReadOnlySpan<byte> body, string product)
    {
        var text = Encoding.UTF8.GetString(body[..Math.Min(body.Length, Most)]).TrimStart('\uFEFF');
        List<Rule> own = [], everyone = [];
        var (isNamed, isOwn, isEveryone) = (false, false, false);
        foreach (var (key, value) in Records(text))
        {
            if (key == "user-agent")
            {
                // A line of rules lies between: here begins another group.
                (isOwn, isEveryone) = isNamed ? (isOwn, isEveryone) : (false, false);
                isNamed = true;
                isOwn |= ProductOf(value).Equals(product, StringComparison.OrdinalIgnoreCase);
                isEveryone |= value == "*";
            }
            else if (key is "allow" or "disallow")
            {
                isNamed = false;
                var rule = new Rule(RobotsPath.OfPattern(value), key == "allow", $"{char.ToUpperInvariant(key[0])}{key[1..]}: {value}");
                if (value.Length > 0 && isOwn)
                {
                    own.Add(rule);
                }

                if (value.Length > 0 && isEveryone)
                {
                    everyone.Add(rule);
                }
            }
        }

        return new RobotsFile([.. IsNamedIn(text, product) ? own : everyone]);
    }

    /// <summary>Gets the rule that forbids an address, or null when it may be asked for.</summary>
    /// <param name="address">The address.</param>
    public string? Refusal(Uri address)
    {
        if (address.AbsolutePath == "/robots.txt")
        {
            return null;
        }

        var path = RobotsPath.Of(address);
        // The longest pattern decides; where two are as long, the one that allows.
        var rule = _rules.Where(r => RobotsPath.Matches(r.Pattern, path)).OrderByDescending(r => r.Pattern.Length).ThenByDescending(r => r.IsAllowed).FirstOrDefault();
        return rule is null or { IsAllowed: true } ? null : rule.Line;
    }

    private static bool IsNamedIn(string text, string product) =>
        Records(text).Any(r => r.Key == "user-agent" && ProductOf(r.Value).Equals(product, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<(string Key, string Value)> Records(string text)
    {
        foreach (var line in text.Split('\n', '\r'))
        {
            var end = line.IndexOf('#', StringComparison.Ordinal);
            var record = end < 0 ? line : line[..end];
            var colon = record.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                yield return (record[..colon].Trim().ToLowerInvariant(), record[(colon + 1)..].Trim());
            }
        }
    }

    // Some write the version too: "ActorBackfill/1.0".
    private static string ProductOf(string value) => new([.. value.TakeWhile(c => char.IsAsciiLetter(c) || c is '_' or '-')]);

    private sealed record Rule(string Pattern, bool IsAllowed, string Line);
}
