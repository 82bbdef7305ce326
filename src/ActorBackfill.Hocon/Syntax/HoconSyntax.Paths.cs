using System.Collections.Immutable;
using System.Text;

namespace ActorBackfill.Hocon;

/// <summary>Paths and includes.</summary>
internal sealed partial class HoconSyntax
{
    internal ImmutableArray<string> ReadWholePath()
    {
        if (!Peek().IsText)
            throw Fail(Peek(), $"expected a path, not {Peek().Shown}");
        var path = ReadPath();
        return Peek().Kind == HoconTokenKind.End ? path : throw Fail(Peek(), $"{Peek().Shown} in a path must stand in quotes");
    }

    /// <summary>Reads texts up to the first other token as one path; dots outside quotes separate its elements.</summary>
    private ImmutableArray<string> ReadPath()
    {
        var first = Peek();
        var elements = ImmutableArray.CreateBuilder<string>();
        var element = new StringBuilder();
        var isQuoted = false;
        while (Peek().IsText)
        {
            var token = Take();
            if (token.Position != first.Position)
                element.Append(token.Space);
            if (token.Kind == HoconTokenKind.Quoted)
            {
                isQuoted = true;
                element.Append(token.Text);
                continue;
            }

            var parts = token.Text.Split('.');
            for (var i = 0; i < parts.Length; i++)
            {
                if (i > 0)
                    EndElement();
                element.Append(parts[i]);
            }
        }

        EndElement();
        return elements.ToImmutable();

        void EndElement()
        {
            if (element.Length == 0 && !isQuoted)
                throw Fail(first, "an element of the path is empty; an empty key needs quotes");
            elements.Add(element.ToString());
            element.Clear();
            isQuoted = false;
        }
    }

    private ReferenceExpression ReadReference()
    {
        var open = Take();
        if (!Peek().IsText)
            throw Fail(open, $"expected a path after '{open.Text}', not {Peek().Shown}");
        var path = ReadPath();
        if (Peek().Kind != HoconTokenKind.CloseBrace)
            throw Fail(open, $"the '{open.Text}' opened here is not closed by a '}}' after its path");
        Take();
        return new ReferenceExpression(open.Position, path, open.Kind == HoconTokenKind.OpenOptionalReference, _relativeTo);
    }

    private HoconInclude ReadInclude()
    {
        var word = Take();
        var before = ReadUnquotedRun();
        if (Peek().Kind != HoconTokenKind.Quoted)
            throw Fail(word, "'include' must be followed by a file name in quotes; a key of that name needs quotes");
        var name = Take().Text;
        var after = Peek().Kind == HoconTokenKind.Unquoted ? ReadUnquotedRun() : "";
        var isRequired = before.StartsWith("required(", StringComparison.Ordinal);
        var kind = isRequired ? before["required(".Length..] : before;
        if (kind is "url(" or "classpath(")
            throw Fail(word, $"include {kind[..^1]}() is not supported: only files are included");
        if (kind is not ("" or "file(") || after != new string(')', before.Count('(')))
            throw Fail(word, $"expected include \"...\", include file(\"...\") or include required(...), not {before}\"{name}\"{after}");
        return new HoconInclude(word.Position, name, isRequired, _origin);
    }

    private string ReadUnquotedRun()
    {
        var run = new StringBuilder();
        while (Peek().Kind is HoconTokenKind.Unquoted or HoconTokenKind.NewLine)
        {
            if (Peek().Kind == HoconTokenKind.NewLine && run.ToString() is [.., ')'])
                break;
            var token = Take();
            if (token.Kind == HoconTokenKind.Unquoted)
                run.Append(token.Text);
        }

        return run.ToString();
    }
}
