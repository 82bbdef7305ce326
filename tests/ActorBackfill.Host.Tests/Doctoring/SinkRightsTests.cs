using System.Text.Json;
using ActorBackfill.Host.Tests.Fakes;
using ActorBackfill.Tests.Shared;
using Npgsql;

namespace ActorBackfill.Host.Tests.Doctoring;

public sealed class SinkRightsTests : IDisposable
{
    private readonly WorkDirectory _directory = new();
    private readonly string _sink = TestPostgres.Require().NewSink();

    [SkippableFact]
    public async Task R16_The_doctor_warns_of_a_sink_user_that_may_do_more_than_a_run_needs()
    {
        var schema = _sink.Split("schema=")[1];
        using (var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={new Uri(_sink).Port};Username=postgres;Database=postgres;Pooling=false"))
        {
            connection.Open();
            using var command = new NpgsqlCommand(
                $"""
                CREATE ROLE {schema}_plain LOGIN; CREATE ROLE {schema}_more LOGIN CREATEROLE CREATEDB; GRANT pg_read_server_files TO {schema}_more;
                CREATE SCHEMA {schema} AUTHORIZATION {schema}_plain
                """,
                connection);
            command.ExecuteNonQuery();
        }

        var owner = await RightsAsync("postgres");
        var more = await RightsAsync(schema + "_more");
        var plain = await RightsAsync(schema + "_plain");

        Assert.Equal(("warning", "the user postgres is a superuser: a run needs none of that"), (owner.Verdict, owner.Text));
        Assert.Contains("CREATE ROLE", owner.Help, StringComparison.Ordinal);
        Assert.Equal("warning", more.Verdict);
        Assert.Contains("can create users, can create databases, is a member of pg_read_server_files", more.Text, StringComparison.Ordinal);
        Assert.Equal(("ok", $"the user {schema}_plain has no rights over the server"), (plain.Verdict, plain.Text));
    }

    public void Dispose() => _directory.Dispose();

    private async Task<(string? Verdict, string? Text, string? Help)> RightsAsync(string user)
    {
        var terminal = new RecordingTerminal(directory: _directory.Path);
        await terminal.RunAsync("doctor", _directory.File(WorkDirectory.Job), "--sink", _sink.Replace("postgres@", user + "@", StringComparison.Ordinal), "--json");
        using var document = JsonDocument.Parse(terminal.Out);
        using var schema = JsonSchemaCheck.Schema("doctor");
        Assert.Empty(JsonSchemaCheck.Violations(document.RootElement, schema.RootElement));
        return document.RootElement.GetProperty("findings").EnumerateArray()
            .Where(f => f.GetProperty("text").GetString()!.StartsWith("the user ", StringComparison.Ordinal))
            .Select(f => (f.GetProperty("verdict").GetString(), f.GetProperty("text").GetString(), f.GetProperty("help").GetString()))
            .Single();
    }
}
