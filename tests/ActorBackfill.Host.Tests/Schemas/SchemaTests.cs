using System.Text.Json;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Schemas;

public sealed class SchemaTests : IDisposable
{
    private readonly ModelJob _job = new();

    public SchemaTests()
    {
        _job.Settle(1, UnitOutcome.Done, 1, 2, 3);
        _job.Settle(2, UnitOutcome.Done, 4);
        _job.Fail("transient", "refused", 5);
        _job.Close(UnitOutcome.Skipped, null, _ => "not wanted", 6);
        _job.Requeue(5);
        _job.Fail("invalid-data", "no cents", 7);
    }

    [Theory]
    [InlineData("report")]
    [InlineData("units")]
    [InlineData("failures")]
    [InlineData("gate")]
    [InlineData("status")]
    public async Task What_a_command_writes_is_what_its_schema_says(string verb)
    {
        var (_, text, _) = await _job.RunAsync(verb, "--json");

        using var schema = JsonDocument.Parse(await File.ReadAllTextAsync(Schema(verb)));
        using var document = JsonDocument.Parse(text);
        Assert.Empty(Violations(document.RootElement, schema.RootElement, "$"));
    }

    [Fact]
    public async Task Every_line_of_an_exported_journal_is_what_its_schema_says()
    {
        var terminal = new RecordingTerminal(directory: _job.Directory);
        Assert.Equal(0, await terminal.RunAsync("journal", "export", _job.JobFile));

        using var schema = JsonDocument.Parse(await File.ReadAllTextAsync(Schema("journal-export")));
        var lines = terminal.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length > 5, terminal.Out);
        foreach (var line in lines)
        {
            using var document = JsonDocument.Parse(line);
            Assert.Empty(Violations(document.RootElement, schema.RootElement, "$"));
        }
    }

    public void Dispose() => _job.Dispose();

    private static string Schema(string verb)
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "ActorBackfill.sln")))
        {
            directory = Path.GetDirectoryName(directory) ?? throw new DirectoryNotFoundException("no solution above " + AppContext.BaseDirectory);
        }

        return Path.Combine(directory, "docs", "schemas", verb + "-1.json");
    }

    // As much of JSON Schema as the schemas use.
    private static IEnumerable<string> Violations(JsonElement value, JsonElement schema, string path)
    {
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

        foreach (var violation in value.ValueKind switch
        {
            JsonValueKind.Object => OfObject(value, schema, path),
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) => value.EnumerateArray().SelectMany((item, i) => Violations(item, items, $"{path}[{i}]")),
            _ => [],
        })
        {
            yield return violation;
        }
    }

    private static IEnumerable<string> OfObject(JsonElement value, JsonElement schema, string path)
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
            if (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(member.Name, out var of))
            {
                foreach (var violation in Violations(member.Value, of, $"{path}.{member.Name}"))
                {
                    yield return violation;
                }
            }
            else if (schema.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.False)
            {
                yield return $"{path}.{member.Name} is not in the schema";
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
