using System.Text.RegularExpressions;

namespace ActorBackfill.Replay.Pages;

/// <summary>Reads a template: <c>{{name}}</c>, <c>{{#name}}...{{/name}}</c>, <c>{{^name}}...{{/name}}</c>.</summary>
internal sealed partial class PageParser
{
    private readonly string _file;
    private readonly string _text;
    private int _at;

    private PageParser(string file, string text) => (_file, _text) = (file, text);

    /// <summary>Reads a template.</summary>
    /// <exception cref="ReplayException">A section is not closed, or what is closed was not opened; says where.</exception>
    public static IReadOnlyList<PageNode> Parse(string file, string text) => new PageParser(file, text).Nodes(null);

    private List<PageNode> Nodes(PageSection? section)
    {
        var nodes = new List<PageNode>();
        while (Mark().Match(_text, _at) is { Success: true } mark)
        {
            var line = Line(mark.Index);
            nodes.Add(new PageText(Line(_at), _text[_at..mark.Index]));
            _at = mark.Index + mark.Length;
            var name = mark.Groups[2].Value;
            switch (mark.Groups[1].Value)
            {
                case "/" when section?.Name == name:
                    return nodes;
                case "/":
                    throw new ReplayException($"{_file}:{line}: {{{{/{name}}}}} closes nothing that is open here");
                case "":
                    nodes.Add(new PageValue(line, name));
                    break;
                case var sign:
                    var opened = new PageSection(line, name, sign == "^", []);
                    nodes.Add(opened with { Inner = Nodes(opened) });
                    break;
            }
        }

        if (section is not null)
        {
            throw new ReplayException($"{_file}:{section.Line}: {{{{#{section.Name}}}}} is not closed");
        }

        nodes.Add(new PageText(Line(_at), _text[_at..]));
        return nodes;
    }

    private int Line(int at) => _text.AsSpan(0, at).Count('\n') + 1;

    [GeneratedRegex(@"\{\{\s*([#^/]?)\s*([^{}]+?)\s*\}\}")]
    private static partial Regex Mark();
}
