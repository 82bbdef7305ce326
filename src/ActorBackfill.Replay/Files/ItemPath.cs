using System.Text.Json;
using System.Text.RegularExpressions;

namespace ActorBackfill.Replay.Files;

/// <summary>An element of a document with those around it: what <c>^</c> finds.</summary>
/// <param name="Value">The element.</param>
/// <param name="Parent">The item around it; null around the document.</param>
internal sealed record ItemNode(JsonElement Value, ItemNode? Parent);

/// <summary>
/// Where the items of a document are: <c>races[*].runners[*]</c> goes through lists, <c>*</c> through all members of an object
/// or elements of a list.
/// </summary>
internal sealed partial class ItemPath
{
    private readonly IReadOnlyList<string> _steps;

    private ItemPath(string text, IReadOnlyList<string> steps) => (Text, _steps) = (text, steps);

    public string Text { get; }

    /// <summary>Reads a path; null when it is none.</summary>
    public static ItemPath? TryParse(string text) =>
        Form().IsMatch(text) ? new ItemPath(text, [.. Step().Matches(text).Select(step => step.Value.Trim('"'))]) : null;

    /// <summary>Whether a document has what the path begins with; the path of several that says yes is the one that is taken.</summary>
    public bool Begins(JsonElement root) => _steps[0] is "*" or "[*]" ? !IsScalar(root) : Member(root, _steps[0]) is not null;

    /// <summary>The items, in the document's order.</summary>
    /// <exception cref="ReplayException">Something on the way is missing or of another kind; carries no file yet.</exception>
    public IEnumerable<ItemNode> Items(JsonElement root) => From(new ItemNode(root, null), root, 0);

    private IEnumerable<ItemNode> From(ItemNode around, JsonElement at, int step)
    {
        if (step == _steps.Count)
        {
            return [_steps[^1] is "*" or "[*]" ? around : new ItemNode(at, around)];
        }

        return _steps[step] is "*" or "[*]"
            ? Elements(at, step).SelectMany(element => From(new ItemNode(element, around), element, step + 1))
            : From(around, Member(at, _steps[step]) ?? throw Wrong(at, step), step + 1);
    }

    private IEnumerable<JsonElement> Elements(JsonElement at, int step) => at.ValueKind switch
    {
        JsonValueKind.Array => at.EnumerateArray(),
        JsonValueKind.Object when _steps[step] == "*" => at.EnumerateObject().Select(member => member.Value),
        _ => throw Wrong(at, step),
    };

    private ReplayException Wrong(JsonElement at, int step) =>
        new($"items = {Text}: {_steps[step]} is looked for in {at.ValueKind switch { JsonValueKind.Object => "an object without it", var kind => kind.ToString() }}");

    private static JsonElement? Member(JsonElement at, string name) =>
        at.ValueKind == JsonValueKind.Object && at.TryGetProperty(name, out var found) ? found : null;

    private static bool IsScalar(JsonElement at) => at.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);

    [GeneratedRegex("""^(\*|\[\*\]|[^.\[\]*"]+|"[^"]+")(\[\*\])*(\.(\*|[^.\[\]*"]+|"[^"]+")(\[\*\])*)*$""")]
    private static partial Regex Form();

    [GeneratedRegex("""\*(?!\])|\[\*\]|"[^"]+"|[^.\[\]*"]+""")]
    private static partial Regex Step();
}
