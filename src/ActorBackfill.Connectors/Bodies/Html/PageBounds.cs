using System.Globalization;
using ActorBackfill.Domain.Outcomes;
using AngleSharp.Dom;

namespace ActorBackfill.Connectors.Bodies.Html;

/// <summary>
/// What the parser may be made to do by one page: so many elements, and few of them deeper than browsers nest. Told of each element while the
/// page is parsed, so that a page beyond ends there. Serves one page.
/// </summary>
/// <param name="place">The page's name in texts.</param>
internal sealed class PageBounds(string place)
{
    private const int MostElements = 250_000;

    // As browsers: what is deeper follows its parent instead of being inside of it.
    private const int Deepest = 512;

    // The tree stays flat down there, but the parser's list of what is open goes on growing, and each tag is looked for in all of it: 60,000
    // open elements take 16 s. Old pages with tags that nobody closed have some.
    private const int MostBeyond = 1_000;

    private IElement? _last;
    private int _elements;
    private int _beyond;

    /// <summary>Counts an element that has just been made; where it stands is known when the next one is.</summary>
    /// <param name="element">The element.</param>
    /// <exception cref="BackfillException">The page is beyond a bound.</exception>
    public void Count(IElement element)
    {
        if (++_elements > MostElements)
        {
            throw Oversize($"{place} has more than {MostElements} elements");
        }

        if (IsDeep(_last) && ++_beyond > MostBeyond)
        {
            throw Oversize($"{place} has more than {MostBeyond} elements inside of {Deepest} others");
        }

        _last = element;
    }

    private static bool IsDeep(INode? node)
    {
        var depth = 0;
        for (var parent = node?.Parent; parent is not null && depth < Deepest; parent = parent.Parent)
        {
            depth++;
        }

        return depth == Deepest;
    }

    private static BackfillException Oversize(FormattableString text) => new(FailureCategory.Oversize, text.ToString(CultureInfo.InvariantCulture));
}
