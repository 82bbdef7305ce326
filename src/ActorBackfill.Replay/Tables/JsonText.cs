using System.Text.Encodings.Web;
using System.Text.Json;

namespace ActorBackfill.Replay.Tables;

/// <summary>How JSON is written here: as UTF-8, with no more escapes than the format asks for.</summary>
internal static class JsonText
{
    /// <summary>Answers are data for programs, never part of a page, so names keep their accents.</summary>
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static readonly JsonWriterOptions Writing = new() { Encoder = Encoder, SkipValidation = true };

    /// <summary>A JSON value as filters see it: text without quotes, null as nothing, the rest as written.</summary>
    public static string Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        _ => value.GetRawText(),
    };
}
