using System.Collections.Immutable;

namespace ActorBackfill.Hocon;

/// <summary>A value as written, before substitution.</summary>
internal abstract record HoconExpression(HoconPosition Position);

/// <summary>A value that is what it says.</summary>
internal sealed record LiteralExpression(HoconValue Value) : HoconExpression(Value.Position);

/// <summary>White space between two parts of a concatenation; it counts between texts and not between lists or objects.</summary>
internal sealed record SpaceExpression(HoconPosition Position, string Text) : HoconExpression(Position);

/// <summary>A list; each element is a small document of its own. It grows by <c>+=</c> while the document is read.</summary>
internal sealed record ListExpression(HoconPosition Position, List<HoconSlot> Items) : HoconExpression(Position);

/// <summary>A substitution.</summary>
/// <param name="Position">Where its <c>${</c> stands.</param>
/// <param name="Path">What it looks up.</param>
/// <param name="IsOptional">Whether nothing there is fine.</param>
/// <param name="RelativeTo">Where an included file was included, which is looked up first; null for the document's root.</param>
/// <param name="IsAppend">Whether it is the left side of a <c>+=</c>.</param>
internal sealed record ReferenceExpression(
    HoconPosition Position, ImmutableArray<string> Path, bool IsOptional, HoconSlot? RelativeTo, bool IsAppend = false)
    : HoconExpression(Position)
{
    internal string Shown => $"${{{(IsOptional ? "?" : "")}{HoconPath.Shorten(HoconPath.Format(Path))}}}";
}

/// <summary>A concatenation of at least two parts.</summary>
internal sealed record JoinedExpression(ImmutableArray<HoconExpression> Parts) : HoconExpression(Parts[0].Position);
