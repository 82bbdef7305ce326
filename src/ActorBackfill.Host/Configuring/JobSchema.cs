using System.Text.Json;
using System.Text.Json.Nodes;
using ActorBackfill.Hocon;
using ActorBackfill.Host.JobFiles;

namespace ActorBackfill.Host.Configuring;

/// <summary>
/// The JSON schema (draft 2020-12) of a job file, as its resolved content is written as JSON: made from the reference, whose comments describe the
/// keys, whose values are the defaults, and which the readers are held to. It says where keys may stand and what kind of value they take; ranges, and
/// what keys demand of each other, <c>config validate</c> knows.
/// </summary>
internal sealed class JobSchema
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string[] _lines = ReferenceFile.Read().Split('\n');

    /// <summary>Gets its text.</summary>
    public static string Text() => new JobSchema().Make().ToJsonString(Written);

    private JsonObject Make()
    {
        var reference = HoconParser.Parse(string.Join('\n', _lines), "reference.conf");
        var schema = Block("", reference);
        var result = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = "job file of backfill, resolved and written as JSON" };
        foreach (var (key, value) in schema.ToList())
        {
            schema.Remove(key);
            result[key] = value;
        }

        // A list behind an address is asked for as a source is.
        var properties = (JsonObject)result["properties"]!;
        var source = (JsonObject)properties["source"]!.DeepClone();
        source.Remove("required");
        source.Remove("description");
        var dimension = (JsonObject)properties["plan"]!["additionalProperties"]!["properties"]!;
        ((JsonObject)source["properties"]!)["key"] = dimension["http"]!["properties"]!["key"]!.DeepClone();
        dimension["http"] = With(source, dimension["http"]!["description"]?.GetValue<string>(), null);
        return result;
    }

    private JsonObject Block(string path, HoconObject reference)
    {
        var properties = new JsonObject();
        JsonObject? chosen = null;
        (int Line, string? Comment) before = default;
        foreach (var member in reference.Members)
        {
            // Keys that stand together share the comment above them.
            var line = member.KeyPosition.Line;
            before = (line, Comment(line) ?? (before.Line == line - 1 ? before.Comment : null));
            var schema = Of(Join(path, member.Key), member.Value, before.Comment);
            if (IsName(member.Key))
            {
                chosen = schema;
            }
            else
            {
                properties[member.Key] = schema;
            }
        }

        foreach (var key in OnlyTold(path).Where(key => !properties.ContainsKey(key) && (chosen is null || !IsName(key))))
        {
            var schema = Of(Join(path, key), null, null);
            if (IsName(key))
            {
                chosen = schema;
            }
            else
            {
                properties[key] = schema;
            }
        }

        var block = new JsonObject { ["type"] = Types(path.Length == 0 ? ["object"] : ["object", "null"]) };
        if (SchemaForms.RequiredIn(path) is { Count: > 0 } required)
        {
            block["required"] = Texts(required);
        }

        block["properties"] = properties;
        // An object that the reference leaves empty is handed over as it is.
        block["additionalProperties"] = chosen is not null ? chosen : JsonValue.Create(properties.Count == 0);
        return block;
    }

    private JsonObject Of(string path, HoconValue? reference, string? comment)
    {
        var form = SchemaForms.ByPath.GetValueOrDefault(path);
        if (reference is HoconObject || (form is null && OnlyTold(path).Any()))
        {
            var block = Block(path, reference as HoconObject ?? HoconObject.Empty);
            return With(form is null ? block : Widened(block, form), comment, null);
        }

        var schema = SchemaForms.WordsOf(path) is { } words ? new JsonObject { ["enum"] = new JsonArray([.. words.Select(w => JsonValue.Create(w)), null]) }
            : SchemaScalars.Of(form ?? SchemaScalars.FormOf(reference));
        return With(schema, comment, reference);
    }

    // column: a path alone, too; requires: several of them, too.
    private static JsonObject Widened(JsonObject block, string form)
    {
        if (form == "block")
        {
            var one = block.DeepClone();
            block["type"] = Types(["object", "array", "null"]);
            block["items"] = one;
        }
        else
        {
            block["type"] = Types(["object", "string", "null"]);
        }

        return block;
    }

    private static JsonObject With(JsonObject schema, string? comment, HoconValue? reference)
    {
        if (comment is not null)
        {
            schema["description"] = comment;
        }

        if (reference is HoconScalar { IsNull: false } scalar)
        {
            schema["default"] = scalar.Kind switch
            {
                HoconScalarKind.Boolean => scalar.Text == "true",
                HoconScalarKind.Number when scalar.TryGetInteger(out var whole) => whole,
                HoconScalarKind.Number when scalar.TryGetReal(out var real) => real,
                _ => scalar.Text,
            };
        }

        return schema;
    }

    // The comment lines right above a key.
    private string? Comment(int line)
    {
        var first = line - 1;
        while (first > 0 && _lines[first - 1].TrimStart().StartsWith('#'))
        {
            first--;
        }

        return first == line - 1 ? null : string.Join(' ', _lines[first..(line - 1)].Select(l => string.Join(' ', l.TrimStart(' ', '#').Split(' ', StringSplitOptions.RemoveEmptyEntries))));
    }

    private static IEnumerable<string> OnlyTold(string path) => SchemaForms.ByPath.Keys
        .Where(p => path.Length == 0 || p.StartsWith(path + ".", StringComparison.Ordinal))
        .Select(p => (path.Length == 0 ? p : p[(path.Length + 1)..]).Split('.')[0])
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal);

    private static bool IsName(string key) => key is "NAME" or "TABLE" or "COLUMN";

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    private static JsonArray Types(IEnumerable<string> types) => Texts(types);

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => JsonValue.Create(t))]);
}
