using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Css.Parser;

namespace ActorBackfill.Connectors.Bodies.Html;

/// <summary>What can be said of the selectors and formats of a job before there is a page.</summary>
public static class HtmlRules
{
    /// <summary>How patterns are matched: in time that grows with the text alone, whatever the page.</summary>
    internal const RegexOptions Matching = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    /// <summary>Gets what is wrong with a text as a CSS selector, or null.</summary>
    /// <param name="text">The text.</param>
    public static string? SelectorProblem(string text) =>
        text.Trim().Length == 0 ? "is blank" : new CssSelectorParser().ParseSelector(text) is null ? "is no CSS selector" : null;

    /// <summary>Gets what is wrong with a text as a pattern of a field, or null.</summary>
    /// <param name="text">The text.</param>
    public static string? MatchProblem(string text)
    {
        try
        {
            _ = new Regex(text, Matching);
            return text.Length == 0 ? "is empty" : null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return e.Message;
        }
    }

    /// <summary>Gets what is wrong with a text as the form of a date, or null.</summary>
    /// <param name="text">The text.</param>
    public static string? DateFormatProblem(string text)
    {
        const string help = "a date needs its day, month and year: MM/dd/yyyy, d MMM yyyy, yyyy-MM-dd";
        try
        {
            var day = new DateOnly(2031, 12, 24);
            var written = day.ToString(text, CultureInfo.InvariantCulture);
            return DateOnly.TryParseExact(written, text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) && read == day ? null : help;
        }
        catch (FormatException)
        {
            return help;
        }
    }
}
