namespace ActorBackfill.Hocon;

internal enum HoconTokenKind
{
    End,
    NewLine,
    Comma,
    Colon,
    Equals,
    PlusEquals,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    OpenReference,
    OpenOptionalReference,
    Unquoted,
    Quoted,
}

/// <summary>A token with the white space that stood before it on its line, which concatenation keeps.</summary>
internal readonly record struct HoconToken(HoconTokenKind Kind, string Text, string Space, HoconPosition Position)
{
    internal bool IsText => Kind is HoconTokenKind.Unquoted or HoconTokenKind.Quoted;

    internal bool IsReference => Kind is HoconTokenKind.OpenReference or HoconTokenKind.OpenOptionalReference;

    internal bool Opens => IsReference || Kind is HoconTokenKind.OpenBrace or HoconTokenKind.OpenBracket;

    internal bool Closes => Kind is HoconTokenKind.CloseBrace or HoconTokenKind.CloseBracket;

    /// <summary>Names the token in an error message.</summary>
    internal string Shown => Kind switch
    {
        HoconTokenKind.End => "the end of the file",
        HoconTokenKind.NewLine => "the end of the line",
        HoconTokenKind.Quoted => $"\"{HoconPath.Shorten(Text)}\"",
        _ => $"'{HoconPath.Shorten(Text)}'",
    };
}
