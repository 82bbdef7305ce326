using System.Text.RegularExpressions;

namespace ActorBackfill.Domain.Progress;

/// <summary>Takes out of a failure's text what differs between units, so that 3,112 failures become 4 groups.</summary>
public static partial class FailureText
{
    /// <summary>Gets the text with quoted parts, addresses, hexadecimal words and numbers replaced by <c>*</c>.</summary>
    /// <param name="text">The failure's text.</param>
    public static string Normalise(string text) => Varying().Replace(text.Length > 300 ? text[..300] : text, "*");

    [GeneratedRegex("""'[^']*'|"[^"]*"|https?://\S+|\b[0-9a-fA-F]{8,}\b|[0-9][0-9.,:/-]*""", RegexOptions.NonBacktracking)]
    private static partial Regex Varying();
}
