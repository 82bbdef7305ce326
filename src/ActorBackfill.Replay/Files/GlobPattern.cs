using System.Text.RegularExpressions;

namespace ActorBackfill.Replay.Files;

/// <summary>Names of members: <c>*</c> and <c>?</c> stay within one part of the path, <c>**</c> does not.</summary>
internal static class GlobPattern
{
    public static bool Matches(string pattern, string name)
    {
        var expression = Regex.Escape(pattern)
            .Replace(@"\*\*", ".*", StringComparison.Ordinal)
            .Replace(@"\*", "[^/]*", StringComparison.Ordinal)
            .Replace(@"\?", "[^/]", StringComparison.Ordinal);
        return Regex.IsMatch(name, $"^(?:{expression})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline);
    }
}
