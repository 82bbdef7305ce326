using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using ActorBackfill.Connectors.Bodies;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Http;

/// <summary>
/// Tells pages that shut us out (a captcha, a ban) from other wrong answers: asking again makes them worse. Only pages are looked at, that is
/// HTML where data was asked for, and bodies of bad statuses; data may hold any words.
/// </summary>
internal sealed class BlockPages
{
    private const int Looked = 16 << 10;
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static readonly Regex Known = new(
        """
        captcha|cf-chl-|challenge-platform|attention required! \| cloudflare|checking your browser|just a moment\.\.\.
        |verify(ing)? (that )?you are (a )?human|(are you|not) a robot|unusual traffic|automated (access|requests|queries|traffic)
        |access (to this (page|site) )?(has been|was) (denied|blocked)|you (have been|are) (blocked|banned)
        |your ip( address)? (has been|was|is) (blocked|banned)|pardon our interruption|incapsula incident|ddos protection by|bot (detection|protection)
        """.Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal),
        Options);

    // Headers by which services of protection name their own answers.
    private static readonly (string Header, string[] Values)[] Marks =
        [("cf-mitigated", ["challenge", "block"]), ("x-amzn-waf-action", ["captcha", "challenge", "block"])];

    private readonly ImmutableArray<Regex> _patterns;

    /// <summary>Creates the detector.</summary>
    /// <param name="patterns">Further patterns of the job.</param>
    /// <exception cref="FormatException">A pattern is none.</exception>
    public BlockPages(ImmutableArray<string> patterns) => _patterns = [Known, .. patterns.Select(Parse)];

    /// <summary>Gets what is wrong with a pattern, or null.</summary>
    /// <param name="pattern">The pattern.</param>
    public static string? Problem(string pattern)
    {
        try
        {
            _ = new Regex(pattern, Options);
            return pattern.Length == 0 ? "is empty" : null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return e.Message;
        }
    }

    /// <summary>Gets the failure of a page that shuts us out, or null.</summary>
    /// <param name="response">Its headers.</param>
    /// <param name="text">The beginning of its body.</param>
    /// <param name="at">The address.</param>
    public BackfillException? Of(HttpResponseMessage response, string text, Uri at)
    {
        var mark = Marks.FirstOrDefault(m => response.Headers.NonValidated.TryGetValues(m.Header, out var values)
            && values.Any(v => m.Values.Contains(v.Trim(), StringComparer.OrdinalIgnoreCase))).Header;
        var word = mark is null ? WordIn(text) : null;
        return mark is null && word is null ? null : new BackfillException(
            FailureCategory.Blocked,
            $"{RequestAddress.Place(at)} shuts us out: {(int)response.StatusCode} with '{(mark ?? BodyText.Plain(word!))}', {BodyText.Plain(text)}");
    }

    /// <summary>Gets the words by which a page shuts us out, or null.</summary>
    /// <param name="text">The page; its beginning is looked at.</param>
    public string? WordIn(string text) =>
        _patterns.Select(p => p.Match(text.Length > Looked ? text[..Looked] : text)).FirstOrDefault(m => m.Success)?.Value;

    /// <summary>Gets the failure of a good status whose headers say that its page shuts us out, or null.</summary>
    /// <param name="response">Its headers.</param>
    /// <param name="at">The address.</param>
    public BackfillException? OfHeaders(HttpResponseMessage response, Uri at) =>
        Marks.Any(m => response.Headers.NonValidated.Contains(m.Header)) ? Of(response, "", at) : null;

    /// <summary>Gets the failure of a good status over a page that shuts us out, or null.</summary>
    /// <param name="response">Its headers.</param>
    /// <param name="body">Its body.</param>
    /// <param name="at">The address.</param>
    public BackfillException? Of(HttpResponseMessage response, ReadOnlySpan<byte> body, Uri at)
    {
        var isPage = BodyText.FirstByte(body) == '<' || response.Content.Headers.ContentType?.MediaType is "text/html" or "application/xhtml+xml";
        return isPage || Marks.Any(m => response.Headers.NonValidated.Contains(m.Header))
            ? Of(response, isPage ? Encoding.UTF8.GetString(body[..Math.Min(body.Length, Looked)]) : "", at)
            : null;
    }

    private static Regex Parse(string pattern) =>
        Problem(pattern) is { } problem ? throw new FormatException($"source.blocked: '{pattern}': {problem}") : new Regex(pattern, Options);
}
