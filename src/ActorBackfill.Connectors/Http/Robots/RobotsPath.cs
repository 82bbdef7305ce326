using System.Globalization;
using System.Text;

namespace ActorBackfill.Connectors.Http.Robots;

/// <summary>Paths of addresses and patterns of rules in the one form in which they are compared, RFC 9309, section 2.2.2.</summary>
internal static class RobotsPath
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    // What separates the parts of an address means nothing inside of its query.
    private const string InQuery = ":/?#[]@";

    /// <summary>Gets the path and query of an address; its own <c>*</c> and <c>$</c> are encoded, since in a pattern they mean something.</summary>
    /// <param name="address">The address.</param>
    public static string Of(Uri address) => Normal(address.PathAndQuery, isPattern: false);

    /// <summary>Gets a pattern of a rule.</summary>
    /// <param name="pattern">As the file has it.</param>
    public static string OfPattern(string pattern) => Normal(pattern, isPattern: true);

    /// <summary>Gets whether a pattern matches the beginning of a path, or all of it where it ends in <c>$</c>.</summary>
    /// <param name="pattern">From <see cref="OfPattern"/>.</param>
    /// <param name="path">From <see cref="Of"/>.</param>
    public static bool Matches(string pattern, string path)
    {
        var isWhole = pattern.EndsWith('$');
        var parts = (isWhole ? pattern[..^1] : pattern).Split('*');
        if (!path.StartsWith(parts[0], StringComparison.Ordinal))
        {
            return false;
        }

        var at = parts[0].Length;
        for (var i = 1; i < parts.Length; i++)
        {
            // The earliest place leaves the most for the parts that follow; the last one of a whole pattern stands at the end.
            var found = isWhole && i == parts.Length - 1
                ? (path.EndsWith(parts[i], StringComparison.Ordinal) && path.Length - parts[i].Length >= at ? path.Length - parts[i].Length : -1)
                : path.IndexOf(parts[i], at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + parts[i].Length;
        }

        return !isWhole || at == path.Length;
    }

    private static string Normal(string text, bool isPattern)
    {
        var normal = new StringBuilder(text.Length);
        var isQuery = false;
        foreach (var octet in Octets(text))
        {
            var c = (char)octet.Value;
            if (octet.WasEncoded ? Unreserved.Contains(c, StringComparison.Ordinal) : IsPlain(c, isQuery, isPattern))
            {
                normal.Append(c);
            }
            else
            {
                normal.Append(CultureInfo.InvariantCulture, $"%{octet.Value:X2}");
            }

            isQuery |= c == '?' && !octet.WasEncoded;
        }

        return normal.ToString();
    }

    private static bool IsPlain(char c, bool isQuery, bool isPattern) =>
        c is > ' ' and < '\x7F' && (isPattern || c is not ('*' or '$')) && !(isQuery && InQuery.Contains(c, StringComparison.Ordinal));

    private static IEnumerable<(byte Value, bool WasEncoded)> Octets(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '%' && i + 2 < bytes.Length && byte.TryParse(
                Encoding.Latin1.GetString(bytes, i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                i += 2;
                yield return (value, true);
            }
            else
            {
                yield return (bytes[i], false);
            }
        }
    }
}
