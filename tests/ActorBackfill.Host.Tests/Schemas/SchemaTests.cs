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

        using var schema = JsonSchemaCheck.Schema(verb);
        using var document = JsonDocument.Parse(text);
        Assert.Empty(JsonSchemaCheck.Violations(document.RootElement, schema.RootElement));
    }

    [Fact]
    public async Task Every_line_of_an_exported_journal_is_what_its_schema_says()
    {
        var terminal = new RecordingTerminal(directory: _job.Directory);
        Assert.Equal(0, await terminal.RunAsync("journal", "export", _job.JobFile));

        using var schema = JsonSchemaCheck.Schema("journal-export");
        var lines = terminal.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length > 5, terminal.Out);
        foreach (var line in lines)
        {
            using var document = JsonDocument.Parse(line);
            Assert.Empty(JsonSchemaCheck.Violations(document.RootElement, schema.RootElement));
        }
    }

    public void Dispose() => _job.Dispose();
}
