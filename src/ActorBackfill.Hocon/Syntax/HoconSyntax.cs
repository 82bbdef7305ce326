using System.Collections.Immutable;

namespace ActorBackfill.Hocon;

/// <summary>
/// Reads tokens into the slots of a document. A syntax error ends its field only: reading goes on at the next line of the same
/// level, so that several independent errors come out at once.
/// </summary>
internal sealed partial class HoconSyntax
{
    private readonly HoconLexer _lexer;
    private readonly HoconDocument? _document;
    private readonly HoconSlot? _relativeTo;
    private readonly HoconOrigin? _origin;
    private HoconToken? _peeked;
    private int _open;
    private int _reported;

    /// <summary>Initializes a reader.</summary>
    /// <param name="lexer">The tokens.</param>
    /// <param name="document">Where values go; null to read a path only.</param>
    /// <param name="relativeTo">The slot that holds the include of this text; null for the document's own text.</param>
    /// <param name="origin">The file, for includes; null for none.</param>
    internal HoconSyntax(HoconLexer lexer, HoconDocument? document = null, HoconSlot? relativeTo = null, HoconOrigin? origin = null)
    {
        _lexer = lexer;
        _document = document;
        _relativeTo = relativeTo;
        _origin = origin;
    }

    private HoconDocument Document => _document!;

    internal void ReadDocument(HoconSlot root)
    {
        Document.Open(root, _lexer.Start);
        try
        {
            SkipNewLines();
            if (Peek().Kind == HoconTokenKind.OpenBracket)
                throw new HoconSyntaxException(Peek().Position, "the whole is a list: it must be an object", isFatal: true);
            if (Peek().Kind == HoconTokenKind.OpenBrace)
            {
                ReadObject(root);
                SkipNewLines();
                if (Peek().Kind != HoconTokenKind.End)
                    throw Fail(Peek(), $"{Peek().Shown} after the end of the object");
            }
            else
            {
                ReadMembers(root, HoconTokenKind.End);
            }
        }
        catch (HoconSyntaxException e)
        {
            Report(e);
        }
    }

    /// <summary>Reads the value of a setting to the end of its text.</summary>
    internal void ReadSetting(HoconSlot root, ImmutableArray<string> keys, bool isAppend)
    {
        var slot = ChildAt(root, keys, _lexer.Start);
        if (isAppend)
            ReadAppended(slot, _lexer.Start);
        else
            ReadValue(slot);
        SkipNewLines();
        if (Peek().Kind != HoconTokenKind.End)
            throw Fail(Peek(), $"{Peek().Shown} after the end of the value; quote it");
    }

    private static HoconSyntaxException Fail(HoconToken token, string message) => new(token.Position, message);

    private HoconToken Peek()
    {
        _peeked ??= _lexer.Next();
        return _peeked.Value;
    }

    private HoconToken Take()
    {
        var token = Peek();
        _peeked = null;
        if (token.Opens)
            _open++;
        else if (token.Closes)
            _open--;
        return token;
    }

    private void SkipNewLines()
    {
        while (Peek().Kind == HoconTokenKind.NewLine)
            Take();
    }

    private void Report(HoconSyntaxException e)
    {
        Document.Errors.Add(e.Position, "", e.Message);
        if (!e.IsFatal && ++_reported >= HoconDocument.MaxErrors)
            throw new HoconSyntaxException(e.Position, "too many errors: the rest is not read", isFatal: true);
    }

    /// <summary>Skips the rest of a field in error: to the end of its line, or to the bracket that closes the object around it.</summary>
    private void SkipField(int level)
    {
        while (true)
        {
            try
            {
                var next = Peek();
                if (next.Kind == HoconTokenKind.End || (_open <= level && (next.Closes || next.Kind == HoconTokenKind.NewLine)))
                    return;
                Take();
            }
            catch (HoconSyntaxException)
            {
                // The field is reported already; what else is wrong in its remains would only repeat that.
            }
        }
    }

    private void ReadObject(HoconSlot slot)
    {
        var open = Take();
        if (slot.Depth >= Document.Options.MaxDepth)
            throw TooDeep(open.Position);
        Document.Open(slot, open.Position);
        ReadMembers(slot, HoconTokenKind.CloseBrace);
        if (Peek().Kind != HoconTokenKind.CloseBrace)
            throw Fail(open, "the '{' opened here is not closed");
        Take();
    }

    private HoconSyntaxException TooDeep(HoconPosition position) =>
        new(position, $"nested deeper than {Document.Options.MaxDepth}", isFatal: true);

    private void ReadMembers(HoconSlot slot, HoconTokenKind end)
    {
        var level = _open;
        while (true)
        {
            try
            {
                SkipNewLines();
                if (Peek().Kind == end || Peek().Kind == HoconTokenKind.End)
                    return;
                ReadField(slot);
                EndField(end);
            }
            catch (HoconSyntaxException e) when (!e.IsFatal)
            {
                Report(e);
                SkipField(level);
                if (Peek().Closes && Peek().Kind != end)
                    Take();
                _open = level;
            }
        }
    }

    private void EndField(HoconTokenKind end)
    {
        var wasLine = Peek().Kind == HoconTokenKind.NewLine;
        SkipNewLines();
        var next = Peek();
        if (next.Kind == HoconTokenKind.Comma)
            Take();
        else if (!wasLine && next.Kind != end && next.Kind != HoconTokenKind.End)
            throw Fail(next, $"expected a comma or a new line before {next.Shown}; a text with such a character needs quotes");
    }

    private void ReadField(HoconSlot slot)
    {
        if (Peek() is { Kind: HoconTokenKind.Unquoted, Text: "include" })
        {
            Document.Include(ReadInclude(), slot);
            return;
        }

        var key = Peek();
        if (!key.IsText)
            throw Fail(key, key.Kind == HoconTokenKind.CloseBrace ? "'}' without a '{'" : $"expected a key, not {key.Shown}");
        var child = ChildAt(slot, ReadPath(), key.Position);
        SkipNewLines();
        var separator = Peek();
        switch (separator.Kind)
        {
            case HoconTokenKind.OpenBrace:
                ReadValue(child);
                break;
            case HoconTokenKind.Colon or HoconTokenKind.Equals:
                Take();
                SkipNewLines();
                ReadValue(child);
                break;
            case HoconTokenKind.PlusEquals:
                Take();
                SkipNewLines();
                ReadAppended(child, separator.Position);
                break;
            default:
                throw Fail(key, $"the key {HoconPath.Shorten(HoconPath.FormatKey(child.Key))} has no value: expected '=', ':', '+=' or '{{' after it");
        }
    }

    private HoconSlot ChildAt(HoconSlot slot, ImmutableArray<string> keys, HoconPosition position)
    {
        if (slot.Depth + keys.Length > Document.Options.MaxDepth)
            throw TooDeep(position);
        foreach (var key in keys)
        {
            Document.Open(slot, position);
            slot = slot.Child(key, position);
        }

        return slot;
    }
}
