namespace ActorBackfill.Hocon;

/// <summary>One setting of a command line, <c>key.path=value</c>, laid over a document.</summary>
internal static class HoconOverlay
{
    internal static void Lay(HoconDocument document, string setting, string? name = null)
    {
        var equals = setting.IndexOf('=', StringComparison.Ordinal);
        var isAppend = equals > 0 && setting[equals - 1] == '+';
        var key = equals < 0 ? setting : setting[..(isAppend ? equals - 1 : equals)].Trim();
        var source = name ?? $"--set {key}";
        if (equals < 0)
        {
            document.Errors.Add(new HoconPosition(source, 0, 0), "", "expected key=value");
            return;
        }

        var value = setting[(equals + 1)..];
        document.Read(new HoconLexer($"{QuoteIfText(value)}", source, hasLines: false), new HoconLexer(key, source, hasLines: false), isAppend);
    }

    private static string QuoteIfText(string value)
    {
        var trimmed = value.Trim();
        var isHocon = trimmed is ['"' or '[' or '{', ..] or ['$', '{', ..]
            || HoconNumber.IsNumber(trimmed) || trimmed is "true" or "false" or "null";
        return isHocon ? trimmed : HoconPath.Quote(value);
    }
}
