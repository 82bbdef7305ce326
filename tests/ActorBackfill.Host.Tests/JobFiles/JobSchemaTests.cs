using System.Text.Json;
using System.Text.Json.Nodes;
using ActorBackfill.Hocon;
using ActorBackfill.Host.JobFiles;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.JobFiles;

/// <summary>What <c>config schema</c> prints describes the job files that are read, and no others.</summary>
public sealed class JobSchemaTests
{
    private static readonly Lazy<JsonDocument> Schema = new(() => JsonDocument.Parse(Printed()));

    public static TheoryData<string> Jobs =>
        [.. Directory.GetFiles(Path.Combine(Path.GetDirectoryName(JsonSchemaCheck.PathOf("job"))!, "..", "..", "HOCON", "jobs"), "*.conf").Select(f => Path.GetFileNameWithoutExtension(f)!).Order()];

    // Where it differs: backfill config schema > docs/schemas/job-1.json, and look at the difference.
    [Fact]
    public void What_is_printed_is_the_schema_of_the_documentation() => Assert.Equal(File.ReadAllText(JsonSchemaCheck.PathOf("job")), Printed());

    [Theory]
    [MemberData(nameof(Jobs))]
    public void Every_job_of_the_project_is_as_the_schema_says_and_every_key_it_was_read_for_is_in_it(string name)
    {
        var job = JobFile.Load(JobText.Request(name));

        Assert.Empty(Violations(job.Written));
        Assert.DoesNotContain(job.Asked, path => !Knows(path));
    }

    [Theory]
    [InlineData("http")]
    [InlineData("files")]
    [InlineData("sql")]
    public void Every_key_of_the_reference_that_is_read_is_in_the_schema(string source)
    {
        string[] overlays = source switch { "http" => ReferenceFileTests.Http, "files" => ReferenceFileTests.Files, _ => ReferenceFileTests.Sql };

        var job = JobText.LoadFile(ReferenceFile.Read(), r => r with { Overlays = [.. overlays] });

        Assert.Empty(Violations(job.Written));
        Assert.DoesNotContain(job.Asked, path => !Knows(path));
    }

    [Theory]
    [InlineData("worker = 5", "$.worker is not in the schema")]
    [InlineData("workers = many", "$.workers is \"many\"")]
    [InlineData("retry.max-backoff = soon", "$.retry.max-backoff is \"soon\"")]
    [InlineData("plan.date.steps = day", "$.plan.date.steps is not in the schema")]
    [InlineData("source.not-found = ignore", "$.source.not-found is \"ignore\"")]
    [InlineData("sink.tables.days.columns.value.type = int", "$.sink.tables.days.columns.value.type is \"int\"")]
    public void What_the_readers_refuse_the_schema_refuses_too(string lines, string violation)
    {
        var text = JobText.Smallest + "\n" + lines;

        Assert.NotEmpty(JobText.ErrorsOf(text));
        Assert.Contains(Violations(HoconParser.Parse(text)), v => v.StartsWith(violation, StringComparison.Ordinal));
    }

    private static string Printed()
    {
        var terminal = new RecordingTerminal();
        Assert.Equal(0, terminal.RunAsync("config", "schema").GetAwaiter().GetResult());
        return terminal.Out;
    }

    private static List<string> Violations(HoconObject written)
    {
        using var document = JsonDocument.Parse(Json(written)!.ToJsonString());
        return JsonSchemaCheck.Violations(document.RootElement, Schema.Value.RootElement);
    }

    private static bool Knows(string path)
    {
        var at = Schema.Value.RootElement;
        foreach (var step in Steps(path))
        {
            if (step.StartsWith('['))
            {
                // Of a list of blocks.
                at = at.TryGetProperty("items", out var items) ? items : at;
            }
            else if (at.TryGetProperty("properties", out var properties) && properties.TryGetProperty(step, out var named))
            {
                at = named;
            }
            else if (at.TryGetProperty("additionalProperties", out var more) && more.ValueKind is JsonValueKind.Object)
            {
                at = more;
            }
            else
            {
                return more.ValueKind == JsonValueKind.True;
            }
        }

        return true;
    }

    // a."b.c"[0].d is a, b.c, [0], d.
    private static IEnumerable<string> Steps(string path)
    {
        var (step, isQuoted) = (new System.Text.StringBuilder(), false);
        foreach (var c in path)
        {
            isQuoted ^= c == '"';
            if (!isQuoted && c is '.' or '[' && step.Length > 0)
            {
                yield return step.ToString();
                step.Clear();
            }

            if (c != '"' && (isQuoted || c != '.'))
            {
                step.Append(c);
            }
        }

        yield return step.ToString();
    }

    private static JsonNode? Json(HoconValue value) => value switch
    {
        HoconObject block => new JsonObject(block.Members.Select(m => KeyValuePair.Create(m.Key, Json(m.Value)))),
        HoconArray list => new JsonArray([.. list.Items.Select(Json)]),
        HoconScalar { IsNull: true } => null,
        HoconScalar { Kind: HoconScalarKind.Boolean } flag => JsonValue.Create(flag.Text == "true"),
        HoconScalar { Kind: HoconScalarKind.Number } number when number.TryGetInteger(out var whole) => JsonValue.Create(whole),
        HoconScalar { Kind: HoconScalarKind.Number } number when number.TryGetReal(out var real) => JsonValue.Create(real),
        HoconScalar text => JsonValue.Create(text.Text),
        _ => throw new System.Diagnostics.UnreachableException(value.GetType().Name),
    };
}
