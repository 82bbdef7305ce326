using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace ActorBackfill.Host.Configuring;

/// <summary>Which names say that what stands behind them is secret, and which say that it is not.</summary>
internal static partial class SecretNames
{
    private static readonly FrozenSet<string> HarmlessHeaders = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language", "Cache-Control", "Content-Type", "User-Agent");

    /// <summary>Gets whether a key, a variable or a flag of this name holds a secret.</summary>
    public static bool IsSecret(string name) => Secret().IsMatch(name);

    /// <summary>Gets whether the value of a header may be shown.</summary>
    public static bool IsHarmlessHeader(string name) => HarmlessHeaders.Contains(name);

    [GeneratedRegex(
        "pass(word|wd|phrase|code)?$|pwd$|psw$|secret|token|credential|authori[sz]ation|cookie|signature|bearer|keys?$|(^|[^a-z])auth$|(^|[^a-z])(pin|sas|sig)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Secret();
}
