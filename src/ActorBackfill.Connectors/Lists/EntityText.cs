using System.Text.Json;

namespace ActorBackfill.Connectors.Lists;

/// <summary>Writes values of a list as the texts they are in unit keys.</summary>
internal static class EntityText
{
    /// <summary>Gets the text of a JSON value; null where there is none, or an object or array.</summary>
    public static string? Of(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } other => other.GetRawText(),
        _ => null,
    };
}
