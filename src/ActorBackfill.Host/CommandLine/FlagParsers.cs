using System.CommandLine.Parsing;
using System.Globalization;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Host.CommandLine;

/// <summary>Reads the values of flags; what is wrong is said with the flag's name and what would be right.</summary>
internal static class FlagParsers
{
    /// <summary>Checks a day <c>2024-02-29</c> or a month <c>2024-02</c>; the text stays, because a month means its first or its last day.</summary>
    public static string? Day(ArgumentResult result)
    {
        if (DateOnly.TryParseExact(Text(result), ["yyyy-MM-dd", "yyyy-MM"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            return Text(result);
        }

        Wrong(result, "is not a date, such as 2024-02-29 or 2024-02");
        return null;
    }

    /// <summary>Checks a month <c>2024-02</c>.</summary>
    public static string? Month(ArgumentResult result)
    {
        if (CalendarText.Month(Text(result)) is not null)
        {
            return Text(result);
        }

        Wrong(result, "is not a month, such as 2024-02");
        return null;
    }

    /// <summary>Reads a whole number.</summary>
    /// <param name="least">The least that is right.</param>
    /// <param name="most">The most that is right.</param>
    public static Func<ArgumentResult, long?> Number(long least, long most) => result =>
    {
        if (long.TryParse(Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        var range = most == long.MaxValue ? $"of at least {least}" : $"from {least} to {most}";
        return Wrong(result, $"is not a whole number {range}");
    };

    /// <summary>Reads a duration: <c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>1h</c>, or seconds without a unit.</summary>
    public static TimeSpan? Duration(ArgumentResult result)
    {
        var text = Text(result);
        var digits = text.TrimEnd("abcdefghijklmnopqrstuvwxyz ".ToCharArray());
        var seconds = text[digits.Length..].Trim() switch { "ms" => 0.001, "" or "s" => 1, "m" or "min" => 60, "h" => 3600, _ => 0 };
        return seconds > 0 && double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number * seconds <= 86_400
            ? TimeSpan.FromSeconds(number * seconds)
            : Nothing<TimeSpan>(result, "is not a duration of at most a day, such as 30s, 5m or 500ms");
    }

    /// <summary>Reads a duration of days and more: <c>30d</c>, <c>12h</c>, <c>2w</c>.</summary>
    public static TimeSpan? LongDuration(ArgumentResult result)
    {
        var text = Text(result);
        var digits = text.TrimEnd("abcdefghijklmnopqrstuvwxyz ".ToCharArray());
        var hours = text[digits.Length..].Trim() switch { "m" or "min" => 1 / 60.0, "h" => 1, "d" or "days" => 24, "w" or "weeks" => 168, _ => 0 };
        return hours > 0 && double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number * hours <= 876_600
            ? TimeSpan.FromHours(number * hours)
            : Nothing<TimeSpan>(result, "is not a time of at most 100 years, such as 30d, 12h or 2w");
    }

    /// <summary>Reads one of some words.</summary>
    /// <param name="words">The words.</param>
    public static Func<ArgumentResult, string?> Word(params string[] words) => result =>
    {
        if (words.Contains(Text(result), StringComparer.Ordinal))
        {
            return Text(result);
        }

        Wrong(result, $"is not one of {string.Join(", ", words)}");
        return null;
    };

    /// <summary>Checks <c>key=value</c> texts.</summary>
    public static string[]? Overlays(ArgumentResult result)
    {
        foreach (var token in result.Tokens)
        {
            if (token.Value.IndexOf('=', StringComparison.Ordinal) <= 0)
            {
                result.AddError($"--set {token.Value}: is not key=value, such as source.base=http://127.0.0.1:8080");
                return null;
            }
        }

        return [.. result.Tokens.Select(t => t.Value)];
    }

    /// <summary>Reads a number of workers or <c>auto</c>.</summary>
    public static WorkersChoice? Workers(ArgumentResult result)
    {
        if (WorkersChoice.Parse(Text(result)) is { } workers)
        {
            return workers;
        }

        Wrong(result, WorkersChoice.Form);
        return null;
    }

    /// <summary>Reads a rate of requests, <c>20/s</c> or <c>600/min</c>, or <c>default</c>.</summary>
    public static RateChoice? Rate(ArgumentResult result)
    {
        if (RateChoice.Parse(Text(result)) is { } rate)
        {
            return rate;
        }

        Wrong(result, "is not a rate of at most 1,000,000/s, such as 20/s or 600/min, nor default");
        return null;
    }

    private static string Text(ArgumentResult result) => result.Tokens[0].Value;

    private static long? Wrong(ArgumentResult result, string what) => Nothing<long>(result, what);

    private static T? Nothing<T>(ArgumentResult result, string what)
        where T : struct
    {
        var flag = result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;
        result.AddError($"{flag} {Text(result)}: {what}");
        return null;
    }
}
