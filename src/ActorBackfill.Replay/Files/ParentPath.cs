using System.Text.Json;

namespace ActorBackfill.Replay.Files;

/// <summary>A value seen from an item: <c>^.date</c> of the item around it, <c>stats.runs</c> of its own.</summary>
internal static class ParentPath
{
    /// <summary>The value; null when it is not there.</summary>
    public static JsonElement? Find(ItemNode item, string path)
    {
        var around = path.TakeWhile(c => c == '^').Count();
        var node = item;
        for (var i = 0; i < around && node is not null; i++)
        {
            node = node.Parent;
        }

        var value = node?.Value;
        foreach (var name in path[around..].Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            value = value is { ValueKind: JsonValueKind.Object } at && at.TryGetProperty(name, out var found) ? found : null;
        }

        return value;
    }
}
