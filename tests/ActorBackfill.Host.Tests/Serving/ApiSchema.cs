using System.Text.Json;

namespace ActorBackfill.Host.Tests.Serving;

/// <summary>What the API's document says of its answers; as much of JSON Schema as it uses.</summary>
internal sealed class ApiSchema(JsonElement document)
{
    /// <summary>Gets the methods of each path.</summary>
    public IEnumerable<(string Path, IReadOnlyList<string> Methods)> Paths => document.GetProperty("paths").EnumerateObject()
        .Select(p => (p.Name, (IReadOnlyList<string>)[.. p.Value.EnumerateObject().Select(m => m.Name.ToUpperInvariant())]));

    /// <summary>Gets what of an answer is not as the document has it; members that it does not know among them.</summary>
    public IEnumerable<string> Violations(string method, string path, int status, JsonElement body)
    {
        var responses = document.GetProperty("paths").GetProperty(path).GetProperty(method).GetProperty("responses");
        var of = $"{method} {path} {status}";
        return !responses.TryGetProperty(status.ToString(System.Globalization.CultureInfo.InvariantCulture), out var response)
            ? [$"{of} is not described"]
            : Violations(body, response.GetProperty("content").EnumerateObject().Single().Value.GetProperty("schema"), of);
    }

    private IEnumerable<string> Violations(JsonElement value, JsonElement schema, string path)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Violations(value, document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]), path);
        }

        if (schema.TryGetProperty("oneOf", out var some))
        {
            return some.EnumerateArray().Any(one => !Violations(value, one, path).Any()) ? [] : [$"{path} is none of {some.GetRawText()}"];
        }

        if (schema.TryGetProperty("enum", out var known) && known.EnumerateArray().All(k => k.GetRawText() != value.GetRawText()))
        {
            return [$"{path} is {value.GetRawText()}"];
        }

        if (schema.TryGetProperty("type", out var type) && !Types(type).Any(t => IsOf(value, t)))
        {
            return [$"{path} is {value.ValueKind}, not {type.GetRawText()}"];
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object => OfObject(value, schema, path),
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) => value.EnumerateArray().SelectMany((item, i) => Violations(item, items, $"{path}[{i}]")),
            _ => [],
        };
    }

    private IEnumerable<string> OfObject(JsonElement value, JsonElement schema, string path)
    {
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(n => n.GetString()!) : [];
        foreach (var name in required.Where(n => !value.TryGetProperty(n, out _)))
        {
            yield return $"{path}.{name} is missing";
        }

        var hasProperties = schema.TryGetProperty("properties", out var properties);
        foreach (var member in value.EnumerateObject())
        {
            if (hasProperties && properties.TryGetProperty(member.Name, out var of) || schema.TryGetProperty("additionalProperties", out of))
            {
                foreach (var violation in Violations(member.Value, of, $"{path}.{member.Name}"))
                {
                    yield return violation;
                }
            }
            else if (hasProperties)
            {
                yield return $"{path}.{member.Name} is not described";
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
