using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.Configuring;

/// <summary>
/// The schemas of single values, by their kind. Every value may be null, which counts as left out; numbers and booleans may stand in quotes, as what
/// an environment variable gives does.
/// </summary>
internal static partial class SchemaScalars
{
    private const string Text = """{ "type": ["string", "number", "boolean", "null"] }""";

    /// <summary>Gets the kind of a value that is a default.</summary>
    /// <param name="reference">The default; null when there is none.</param>
    public static string FormOf(HoconValue? reference) => reference switch
    {
        HoconArray => "list",
        HoconScalar { Kind: HoconScalarKind.Boolean } => "boolean",
        HoconScalar { Kind: HoconScalarKind.Number } number => number.TryGetInteger(out _) ? "integer" : "number",
        HoconScalar { Kind: HoconScalarKind.String } text when Quantity().IsMatch(text.Text) => "duration",
        HoconScalar { Kind: HoconScalarKind.String } => "text",
        _ => throw new System.Diagnostics.UnreachableException("a key without a default has no kind"),
    };

    /// <summary>Gets the schema of a kind.</summary>
    /// <param name="form">As <see cref="SchemaForms"/> names it.</param>
    public static JsonObject Of(string form) => (JsonObject)JsonNode.Parse(form switch
    {
        "text" => Text,
        "integer" => """{ "type": ["integer", "string", "null"], "pattern": "^[-+0-9.eE]+$" }""",
        "number" => """{ "type": ["number", "string", "null"], "pattern": "^[-+0-9.eE]+$" }""",
        "boolean" => """{ "type": ["boolean", "string", "null"], "pattern": "^(true|yes|on|false|no|off)$" }""",
        // Sizes too: a number and a unit.
        "duration" => """{ "type": ["number", "string", "null"], "pattern": "^\\s*[0-9.]+\\s*[A-Za-z]*\\s*$" }""",
        "rate" => """{ "type": ["string", "null"], "pattern": "^\\s*[0-9.]+\\s*/" }""",
        "share" => """{ "type": ["number", "string", "null"], "pattern": "^\\s*[0-9.]+\\s*%?\\s*$" }""",
        "wait" => """{ "type": ["number", "string", "null"], "pattern": "^(forever|\\s*[0-9.]+\\s*[A-Za-z]*\\s*)$" }""",
        "list" => $$"""{ "type": ["array", "null"], "items": {{Text}} }""",
        "weekday" => $$"""{ "enum": [{{Words(typeof(DayOfWeek))}}, null] }""",
        "header" => """
            { "type": ["string", "number", "boolean", "object", "null"], "required": ["file"], "properties": { "file": { "type": "string" }, "prefix": { "type": "string" } },
              "additionalProperties": false }
            """,
        "field" => $$"""
            { "type": ["string", "object", "null"], "required": ["select"], "additionalProperties": false, "properties": { "select": { "type": "string" },
              "required": { "type": "boolean" }, "all": { "type": "boolean" }, "match": { "type": "string" }, "as": { "enum": [{{Words(typeof(HtmlValueKind))}}] },
              "date-format": { "type": "string" } } }
            """,
        "processor" => $$"""
            { "type": ["string", "object", "null"], "required": ["name"], "additionalProperties": false, "properties": { "name": { "type": "string" },
              "settings": { "type": ["object", "null"], "additionalProperties": {{Text}} } } }
            """,
        "hooks" => """
            { "type": ["array", "null"], "items": { "type": "object", "additionalProperties": false, "properties": {
              "command": { "type": "array", "items": { "type": ["string", "number", "boolean"] } }, "webhook": { "type": "string" }, "secret-file": { "type": "string" },
              "time-limit": { "type": ["number", "string"] } } } }
            """,
        _ => throw new System.Diagnostics.UnreachableException(form),
    })!;

    private static string Words(Type words) => string.Join(", ", SchemaForms.Words(words).Select(w => $"\"{w}\""));

    // 100 %, 5s, 64 MiB; what is no number is text.
    [GeneratedRegex("^[0-9.]+ ?[A-Za-z]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Quantity();
}
