using System.Collections.Immutable;

namespace ActorBackfill.Domain.Jobs;

/// <summary><c>html { ... }</c>: what is taken from a page, by CSS selectors.</summary>
/// <param name="Expect">What every expected page has; without it the page is another one (an error, a captcha) and fails the unit.</param>
/// <param name="Item">What one item is; null means that the page is the one item.</param>
/// <param name="Page">Fields of the whole page: the parent of its items, and what paths of paging ask.</param>
/// <param name="Fields">Fields of each item, looked for inside of it.</param>
public sealed record HtmlDefinition(
    string Expect, string? Item, ImmutableSortedDictionary<string, HtmlField> Page, ImmutableSortedDictionary<string, HtmlField> Fields)
{
    /// <summary>
    /// Gets whether a page whose length alone vouches for it must have its end tag, so that a cut is noticed. Key <c>end-tag</c>; default true.
    /// </summary>
    public bool NeedsEndTag { get; init; } = true;
}

/// <summary>One value of a page or item: the first element that a selector finds, its text or one of its attributes.</summary>
/// <param name="Select">The selector; empty means the item itself.</param>
/// <param name="Attribute">The attribute; null means the text, white space as one blank.</param>
public sealed record HtmlField(string Select, string? Attribute = null)
{
    /// <summary>Gets whether a page without the value, or with a blank one, fails the unit. Key <c>required</c>; default false.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Gets whether all elements count, as an array, and not the first alone. Key <c>all</c>; default false.</summary>
    public bool IsList { get; init; }

    /// <summary>Gets the pattern whose first group, or whole match, is the value. Key <c>match</c>; null takes all of the text.</summary>
    public string? Match { get; init; }

    /// <summary>Gets how the text is read. Key <c>as</c>; default text.</summary>
    public HtmlValueKind Kind { get; init; }

    /// <summary>Gets how a date is written, <c>MM/dd/yy</c>. Key <c>date-format</c>; null unless the kind is date.</summary>
    public string? DateFormat { get; init; }
}

/// <summary>How the text of a field is read.</summary>
public enum HtmlValueKind
{
    /// <summary>As it is; blank is null.</summary>
    Text,

    /// <summary>A number with a dot for its decimals; currency signs, commas between thousands and blanks are dropped.</summary>
    Number,

    /// <summary>A day, written as the field's format says; becomes <c>2025-09-15</c>.</summary>
    Date,
}
