using System.Text.Json;
using System.Text.RegularExpressions;

namespace ActorBackfill.Host.Tests.Fakes;

/// <summary>As much of JSON Schema (draft 2020-12) as the schemas of this project use; a word that it does not know is a violation, so that none is passed over.</summary>
internal static class JsonSchemaCheck
{
    private static readonly string[] Known =
    [
        "$schema", "title", "description", "default", "const", "enum", "type", "pattern", "required", "properties", "additionalProperties", "items", "$defs", "$ref", "oneOf",
    ];

    /// <summary>Gets a schema of <c>docs/schemas</c>.</summary>
    public static JsonDocument Schema(string name) => JsonDocument.Parse(File.ReadAllText(PathOf(name)));

    public static string PathOf(string name)
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "ActorBackfill.sln")))
        {
            directory = Path.GetDirectoryName(directory) ?? throw new DirectoryNotFoundException("no solution above " + AppContext.BaseDirectory);
        }

        return Path.Combine(directory, "docs", "schemas", name + "-1.json");
    }

    /// <summary>Gets what of a value is not as a schema says, each with its path.</summary>
    public static List<string> Violations(JsonElement value, JsonElement schema) => [.. Of(value, schema, schema, "$")];

    private static IEnumerable<string> Of(JsonElement value, JsonElement schema, JsonElement root, string path)
    {
        foreach (var word in schema.EnumerateObject().Select(m => m.Name).Except(Known))
        {
            yield return $"{path}: the check does not know '{word}'";
        }

        if (schema.TryGetProperty("$ref", out var name))
        {
            foreach (var violation in Of(value, root.GetProperty("$defs").GetProperty(name.GetString()!.Split('/')[^1]), root, path))
            {
                yield return violation;
            }
        }

        if (schema.TryGetProperty("oneOf", out var forms))
        {
            var fits = forms.EnumerateArray().Select(form => Of(value, form, root, path).ToList()).ToList();
            if (fits.Count(f => f.Count == 0) != 1)
            {
                yield return $"{path} fits {fits.Count(f => f.Count == 0)} of {fits.Count} forms: {string.Join("; ", fits.SelectMany(f => f.Take(2)))}";
            }
        }

        if (schema.TryGetProperty("const", out var only) && value.GetRawText() != only.GetRawText())
        {
            yield return $"{path} is {value.GetRawText()}";
        }

        if (schema.TryGetProperty("enum", out var known) && known.EnumerateArray().All(k => k.GetRawText() != value.GetRawText()))
        {
            yield return $"{path} is {value.GetRawText()}";
        }

        if (schema.TryGetProperty("type", out var type) && !Types(type).Any(t => IsOf(value, t)))
        {
            yield return $"{path} is {value.ValueKind}, not {type.GetRawText()}";
        }

        if (schema.TryGetProperty("pattern", out var pattern) && value.ValueKind == JsonValueKind.String && !Regex.IsMatch(value.GetString()!, pattern.GetString()!))
        {
            yield return $"{path} is {value.GetRawText()}, not {pattern.GetString()}";
        }

        foreach (var violation in value.ValueKind switch
        {
            JsonValueKind.Object => OfObject(value, schema, root, path),
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) => value.EnumerateArray().SelectMany((item, i) => Of(item, items, root, $"{path}[{i}]")),
            _ => [],
        })
        {
            yield return violation;
        }
    }

    private static IEnumerable<string> OfObject(JsonElement value, JsonElement schema, JsonElement root, string path)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Select(r => r.GetString()!).Where(n => !value.TryGetProperty(n, out _)))
            {
                yield return $"{path}.{name} is missing";
            }
        }

        foreach (var member in value.EnumerateObject())
        {
            var isNamed = schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(member.Name, out _);
            JsonElement? of = isNamed ? properties.GetProperty(member.Name) : schema.TryGetProperty("additionalProperties", out var more) ? more : null;
            foreach (var violation in of switch
            {
                null or { ValueKind: JsonValueKind.True } => [],
                { ValueKind: JsonValueKind.False } => [$"{path}.{member.Name} is not in the schema"],
                { } known => Of(member.Value, known, root, $"{path}.{member.Name}"),
            })
            {
                yield return violation;
            }
        }
    }

    private static IEnumerable<string> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!) : [type.GetString()!];

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => value.ValueKind == JsonValueKind.Array,
    };
}
