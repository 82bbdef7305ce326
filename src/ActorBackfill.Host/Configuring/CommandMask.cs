using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.Configuring;

/// <summary>Takes secrets out of a hook's command: the program, names of flags and what is plainly harmless stay.</summary>
/// <param name="addresses">Takes them out of addresses.</param>
/// <param name="hide">Is told each secret as it was written.</param>
internal sealed partial class CommandMask(AddressMask addresses, Action<string> hide)
{
    // What they run is a program of its own, with secrets anywhere in it.
    private static readonly ImmutableArray<string> Scripts = ["-c", "-lc", "-e", "--eval", "-Command", "-EncodedCommand", "/c"];

    private static readonly ImmutableArray<string> Credentials = ["-u", "--user", "--proxy-user", "-b", "--data", "-d", "--data-raw", "--data-binary", "-F", "--form"];

    private static readonly ImmutableArray<string> Headers = ["-H", "--header"];

    /// <summary>Gets the arguments as they may be shown.</summary>
    /// <param name="command">Program and arguments.</param>
    public ImmutableArray<string> Of(ImmutableArray<HoconScalar> command) =>
        [.. command.Select((argument, i) => i == 0 ? addresses.Of(argument.Text) : Argument(argument, command[i - 1].Text, isFirst: i == 1))];

    private string Argument(HoconScalar argument, string before, bool isFirst)
    {
        var text = argument.Text;
        var isValueOf = !isFirst && before.StartsWith('-') && !before.Contains('=', StringComparison.Ordinal) && !text.StartsWith('-');
        if (argument.Variable is not null || (Scripts.Contains(before) && !isFirst) || (isValueOf && (SecretNames.IsSecret(before) || Credentials.Contains(before))))
        {
            return Hide(text);
        }

        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0 && SecretNames.IsSecret(text[..equals]))
        {
            return text[..(equals + 1)] + Hide(text[(equals + 1)..]);
        }

        if (Header().Match(text) is { Success: true } header && (isValueOf && Headers.Contains(before) || SecretNames.IsSecret(header.Groups[1].Value)))
        {
            return SecretNames.IsHarmlessHeader(header.Groups[1].Value) ? text : $"{header.Groups[1].Value}: {Hide(header.Groups[2].Value)}";
        }

        var shown = addresses.Of(text);
        return Opaque().IsMatch(shown) && shown.Any(char.IsAsciiDigit) && shown.Any(char.IsAsciiLetter) ? Hide(text) : shown;
    }

    private string Hide(string text)
    {
        hide(text);
        return AddressMask.Hidden;
    }

    [GeneratedRegex(@"^([A-Za-z][A-Za-z0-9-]*):\s*(.+)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Header();

    // Nobody's word: as long as keys and tokens are, and without what separates words.
    [GeneratedRegex("^[A-Za-z0-9+/=_-]{16,}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Opaque();
}
