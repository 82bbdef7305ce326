using ActorBackfill.Connectors.Http.Guarding;

namespace ActorBackfill.Connectors.Http;

/// <summary>What can be said of a source's settings before there is a source.</summary>
public static class SourceRules
{
    /// <summary>Gets what is wrong with a text as an origin, scheme, host and port; null when nothing is.</summary>
    /// <param name="text"><c>https://files.example:8443</c>.</param>
    /// <param name="allowPrivate">Whether private networks are open.</param>
    public static string? OriginProblem(string text, bool allowPrivate) => OriginRules.OriginProblem(text, allowPrivate);

    /// <summary>Gets what is wrong with a pattern of pages that shut us out; null when nothing is.</summary>
    /// <param name="text">A regular expression without lookaround and back references, so that no page can make it slow.</param>
    public static string? PatternProblem(string text) => BlockPages.Problem(text);
}
