using System.Text.RegularExpressions;

namespace ActorBackfill.Host.Configuring;

/// <summary>Takes out of a text what addresses and connection strings hold beside the place: names and passwords, values of queries, fragments.</summary>
/// <param name="hide">Is told each secret as it was written.</param>
internal sealed partial class AddressMask(Action<string> hide)
{
    /// <summary>Stands for what is not shown.</summary>
    public const string Hidden = "***";

    /// <summary>Gets a text in which every address is without its secrets.</summary>
    /// <param name="text">Any text.</param>
    public string Of(string text)
    {
        // A path may have a query without being an address.
        var masked = text.Contains("://", StringComparison.Ordinal) ? Address().Replace(text, m => OfAddress(m.Value)) : Queried().IsMatch(text) ? OfQuery(text) : text;
        return Pair().Replace(masked, m => IsTemplate(m.Groups["value"].Value) ? m.Value : m.Groups["name"].Value + Hide(m.Groups["value"].Value));
    }

    /// <summary>Gets an address of which only scheme and host are shown: the path may be the secret, as of webhooks.</summary>
    /// <param name="address">The address.</param>
    public string OriginOf(string address)
    {
        hide(address);
        return Uri.TryCreate(address, UriKind.Absolute, out var known) ? $"{known.Scheme}://{known.Authority[(known.Authority.LastIndexOf('@') + 1)..]}/{Hidden}" : Hidden;
    }

    /// <summary>Gets the settings of a connection string; only those that say where it leads keep their value.</summary>
    /// <param name="text">Key=value pairs.</param>
    public string Connection(string text) => string.Join(';', text.Split(';').Select(part =>
    {
        var equals = part.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && Place().IsMatch(part[..equals].Trim()) ? part
            : equals > 0 ? part[..(equals + 1)] + Hide(part[(equals + 1)..])
            : string.IsNullOrWhiteSpace(part) ? part : Hide(part);
    }));

    /// <summary>Gets whether a text holds nothing but templates: <c>{date}</c>.</summary>
    public static bool IsTemplate(string text) => Templates().IsMatch(text);

    private string OfAddress(string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal) + 3;
        var (scheme, rest) = (address[..start], address[start..]);
        // Only what stands before the first slash can be a name of HTTP; other addresses are not that strict.
        var place = scheme.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? rest.IndexOfAny(['/', '?', '#']) : rest.IndexOf('?', StringComparison.Ordinal);
        var at = rest[..(place < 0 ? rest.Length : place)].LastIndexOf('@');
        if (at >= 0)
        {
            hide(rest[..at]);
            hide(rest[(rest.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon && colon < at ? colon + 1 : 0)..at]);
            rest = $"{Hidden}@{rest[(at + 1)..]}";
        }

        return scheme + OfQuery(rest);
    }

    private string OfQuery(string text)
    {
        var fragment = text.IndexOf('#', StringComparison.Ordinal);
        var end = fragment < 0 ? "" : text.Length == fragment + 1 || IsTemplate(text[(fragment + 1)..]) ? text[fragment..] : "#" + Hide(text[(fragment + 1)..]);
        var whole = fragment < 0 ? text : text[..fragment];
        var question = whole.IndexOf('?', StringComparison.Ordinal);
        return question < 0 ? whole + end : whole[..(question + 1)] + string.Join('&', whole[(question + 1)..].Split('&').Select(Parameter)) + end;
    }

    private string Parameter(string part)
    {
        var equals = part.IndexOf('=', StringComparison.Ordinal);
        var value = part[(equals + 1)..];
        return value.Length == 0 || IsTemplate(value) ? part : part[..(equals + 1)] + Hide(value);
    }

    private string Hide(string value)
    {
        hide(value.Trim().Trim('"', '\''));
        return Hidden;
    }

    [GeneratedRegex("""[a-z][a-z0-9+.-]*://[^\s"'<>]+""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    [GeneratedRegex(@"\?[^\s?=&]+=", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Queried();

    [GeneratedRegex(
        """(?<name>[a-z0-9_ -]*(password|passwd|passphrase|pwd|secret|token|credential|authorization|(api|access|account|shared|private)[ _-]?key)[a-z0-9_ -]*\s*=\s*)(?<value>"[^"]*"|'[^']*'|[^;&\s"']+)""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Pair();

    [GeneratedRegex("^(host|server|port|database|db|data ?source|search ?path|ssl ?mode)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Place();

    [GeneratedRegex(@"^(\{[A-Za-z][A-Za-z0-9_.-]*\}|[-/:,. T])*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Templates();
}
