using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using ActorBackfill.Replay.Files;
using ActorBackfill.Replay.Tables;

namespace ActorBackfill.Replay.Pages;

/// <summary>A page of HTML made from rows: values are escaped, a section is written once for each row.</summary>
internal sealed class PageTemplate
{
    /// <summary>What a page knows besides columns.</summary>
    private static readonly string[] Own = ["_rows", "_page", "_pages", "_total", "_next"];

    // Names keep their accents; only what means something in HTML is escaped.
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly IReadOnlyList<PageNode> _nodes;

    /// <summary>Reads a template.</summary>
    /// <exception cref="ReplayException">It is not one, or names a column that the rows do not have; says where.</exception>
    public PageTemplate(string file, IReadOnlyList<string> columns)
    {
        _nodes = PageParser.Parse(file, Encoding.UTF8.GetString(DataFile.Read(file).Span));
        if (Unknown(_nodes, columns) is { } node)
        {
            throw new ReplayException($"{file}:{node.Line}: there is no column {Name(node)}; there are: {string.Join(", ", columns)}");
        }
    }

    /// <summary>Writes the page. Outside of <c>_rows</c> a column is that of the first row.</summary>
    public byte[] Write(JsonElement answer)
    {
        var rows = answer.GetProperty("_rows");
        var text = new StringBuilder();
        Write(text, _nodes, new Scope(rows.GetArrayLength() > 0 ? rows[0] : default, new Scope(answer, null)));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Write(StringBuilder text, IReadOnlyList<PageNode> nodes, Scope scope)
    {
        foreach (var node in nodes)
        {
            switch (node)
            {
                case PageText plain:
                    text.Append(plain.Text);
                    break;
                case PageValue value:
                    text.Append(Html.Encode(JsonText.Plain(scope.Find(value.Name))));
                    break;
                case PageSection section:
                    Write(text, section, scope);
                    break;
            }
        }
    }

    private static void Write(StringBuilder text, PageSection section, Scope scope)
    {
        IReadOnlyList<JsonElement> found = scope.Find(section.Name) switch
        {
            { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray()],
            { ValueKind: JsonValueKind.False } => [],
            var value => JsonText.Plain(value).Length > 0 ? [value] : [],
        };
        if (section.IsInverted)
        {
            if (found.Count == 0)
            {
                Write(text, section.Inner, scope);
            }

            return;
        }

        foreach (var element in found)
        {
            Write(text, section.Inner, new Scope(element, scope));
        }
    }

    /// <summary>The first name that cannot be meant. Inside a column's section names are those of its elements, which no table knows.</summary>
    private static PageNode? Unknown(IEnumerable<PageNode> nodes, IReadOnlyList<string> columns)
    {
        foreach (var node in nodes.Where(node => node is not PageText))
        {
            if (!Own.Contains(Name(node)) && !columns.Contains(Name(node)))
            {
                return node;
            }

            if (node is PageSection section && (section.IsInverted || Own.Contains(section.Name)) && Unknown(section.Inner, columns) is { } inner)
            {
                return inner;
            }
        }

        return null;
    }

    private static string Name(PageNode node) => node is PageSection section ? section.Name : ((PageValue)node).Name;

    /// <summary>Where names are looked up: here, then around.</summary>
    private sealed record Scope(JsonElement Here, Scope? Around)
    {
        public JsonElement Find(string name)
        {
            if (name == ".")
            {
                return Here;
            }

            if (Here.ValueKind == JsonValueKind.Object && Here.TryGetProperty(name, out var member))
            {
                return member;
            }

            return Here.ValueKind == JsonValueKind.Array && int.TryParse(name, out var index) && index >= 0 && index < Here.GetArrayLength()
                ? Here[index]
                : Around?.Find(name) ?? default;
        }
    }
}
