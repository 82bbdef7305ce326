using System.Collections.Immutable;

namespace ActorBackfill.Hocon;

/// <summary>Values and their concatenation.</summary>
internal sealed partial class HoconSyntax
{
    private bool StartsValue => Peek().IsText || Peek().IsReference || Peek().Kind is HoconTokenKind.OpenBrace or HoconTokenKind.OpenBracket;

    /// <summary>
    /// Reads the parts of one value into a slot. Objects are not collected but written straight into the slot, one after the
    /// other: that is what merging them means, and members may then refer to each other.
    /// </summary>
    private void ReadValue(HoconSlot slot)
    {
        if (!StartsValue)
            throw Fail(Peek(), $"expected a value, not {Peek().Shown}");
        var parts = ImmutableArray.CreateBuilder<HoconExpression>();
        var hasObject = false;
        while (StartsValue)
        {
            var token = Peek();
            if (token.Kind == HoconTokenKind.OpenBrace)
            {
                AssignBesideObject(slot, parts, token);
                hasObject = true;
                ReadObject(slot);
                continue;
            }

            if (parts.Count > 0 && token.Space.Length > 0)
                parts.Add(new SpaceExpression(token.Position, token.Space));
            parts.Add(ReadPart(slot));
        }

        if (hasObject)
            AssignBesideObject(slot, parts, Peek());
        else
            Document.Assign(slot, parts.Count == 1 ? parts[0] : new JoinedExpression(parts.ToImmutable()));
    }

    private void AssignBesideObject(HoconSlot slot, ImmutableArray<HoconExpression>.Builder parts, HoconToken token)
    {
        foreach (var part in parts)
        {
            if (part is ReferenceExpression)
                Document.Assign(slot, part, mustBeObject: true);
            else if (part is not SpaceExpression)
                throw Fail(token, $"a {(part is ListExpression ? "list" : "text")} and an object cannot be one value");
        }

        parts.Clear();
    }

    private HoconExpression ReadPart(HoconSlot slot)
    {
        var token = Peek();
        if (token.IsReference)
            return ReadReference();
        if (token.Kind == HoconTokenKind.OpenBracket)
            return ReadList(slot.Depth + 1);
        Take();
        return new LiteralExpression(token.Kind == HoconTokenKind.Quoted
            ? new HoconScalar(token.Position, token.Text, HoconScalarKind.String, wasQuoted: true)
            : HoconScalar.OfUnquoted(token.Position, token.Text));
    }

    private ListExpression ReadList(int depth)
    {
        var open = Take();
        if (depth > Document.Options.MaxDepth)
            throw TooDeep(open.Position);
        var items = new List<HoconSlot>();
        SkipNewLines();
        while (Peek().Kind != HoconTokenKind.CloseBracket)
        {
            if (Peek().Kind == HoconTokenKind.End)
                throw Fail(open, "the '[' opened here is not closed");
            items.Add(ReadItem(depth));
            EndItem();
        }

        Take();
        return new ListExpression(open.Position, items);
    }

    private HoconSlot ReadItem(int depth)
    {
        var item = new HoconSlot(Peek().Position, depth);
        ReadValue(item);
        return item;
    }

    private void EndItem()
    {
        var wasLine = Peek().Kind == HoconTokenKind.NewLine;
        SkipNewLines();
        var next = Peek();
        if (next.Kind == HoconTokenKind.Comma)
        {
            Take();
            SkipNewLines();
        }
        else if (!wasLine && next.Kind is not (HoconTokenKind.CloseBracket or HoconTokenKind.End))
        {
            throw Fail(next, $"expected a comma or a new line before {next.Shown} in a list; a text with such a character needs quotes");
        }
    }

    private void ReadAppended(HoconSlot slot, HoconPosition position) => Document.Append(slot, position, ReadItem(slot.Depth + 1));
}
