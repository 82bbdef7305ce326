using System.Net;
using System.Text.Json;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Host.Tests.Fakes;
using Microsoft.Data.Sqlite;
using static ActorBackfill.Host.Tests.Serving.ServeClient;

namespace ActorBackfill.Host.Tests.Serving;

/// <summary>Pause, workers, rate, stop: what people ask of a job while it is there.</summary>
public sealed class ServeChangeTests : IDisposable
{
    private readonly PropertySource _source = new();

    [Fact]
    public async Task A_paused_job_makes_no_request_is_still_paused_after_a_kill_and_goes_on_when_it_may()
    {
        using var directory = new ServeDirectory(_source, "max_concurrent_per_job = 2");
        string id;
        using (var process = directory.Start())
        {
            using var client = await ServeClient.OfAsync(process);
            _source.Hold();
            id = await client.SubmitAsync(Identifiers(10));
            await _source.RequestsAsync(2);
            var (status, paused) = await client.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{id}/pause");
            _source.Release();
            // While another job runs from its beginning to its end.
            await client.EndAsync(await client.SubmitAsync(Identifiers(5, "8-")));

            Assert.Equal((HttpStatusCode.OK, JsonValueKind.String), (status, paused.GetProperty("paused_since").ValueKind));
            Assert.Equal(2, AskedOf("123-"));
            process.Signal(BackfillProcess.SigKill);
            await process.ExitAsync();
        }

        using var again = directory.Start();
        using var other = await ServeClient.OfAsync(again);
        await other.EndAsync(await other.SubmitAsync(Identifiers(5, "9-")));
        var still = await other.JobAsync(id);
        Assert.Equal(("running", JsonValueKind.String, 2), (still.GetProperty("status").GetString(), still.GetProperty("paused_since").ValueKind, AskedOf("123-")));

        await other.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{id}/unpause");
        var ended = await other.EndAsync(id);

        Assert.Equal(("completed", 10), (ended.GetProperty("status").GetString(), Number(ended.GetProperty("progress"), "successful_items")));
        Assert.Equal(["pause", "unpause"], ended.GetProperty("changes").EnumerateArray().Select(c => c.GetProperty("command").GetString()));
        Assert.All(ended.GetProperty("changes").EnumerateArray(), c => Assert.EndsWith("(api from 127.0.0.1)", c.GetProperty("who").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Workers_and_rate_change_while_a_job_runs_and_its_run_says_who_asked()
    {
        using var directory = new ServeDirectory(_source, "max_concurrent_per_job = 2");
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);
        _source.Hold();
        var id = await client.SubmitAsync(Identifiers(10));
        await _source.RequestsAsync(2);

        var (_, scaled) = await client.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{id}/scale", new { workers = 6 });
        await _source.RequestsAsync(6);
        var (_, limited) = await client.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{id}/rate", new { rate = "2/s" });
        _source.Release();
        await client.EndAsync(id);

        Assert.Equal((6, "2/s"), (Number(scaled, "workers"), limited.GetProperty("rate").GetString()));
        Assert.Equal((6, 10), (_source.Peak, _source.Asked.Count));
        // Four are left at two a second.
        Assert.True(_source.Span > TimeSpan.FromSeconds(0.9), _source.Span.ToString());
        var changes = Changes(directory.File($".backfill/.serve/properties/jobs/{id}/api-{id}/journal.db"));
        Assert.Equal([("scale", "6"), ("rate", "2/s")], changes.Select(c => (c.Command, c.Value)));
        Assert.All(changes, c => Assert.EndsWith("(api from 127.0.0.1)", c.Who, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stopped_job_lets_units_in_flight_end_and_goes_on_when_it_is_resumed()
    {
        using var directory = new ServeDirectory(_source, "max_concurrent_per_job = 2");
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);
        _source.Hold();
        var id = await client.SubmitAsync(Identifiers(10));
        await _source.RequestsAsync(2);

        var (status, stopping) = await client.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{id}/stop");
        _source.Release();
        var stopped = await client.EndAsync(id);
        var asked = _source.Asked.Count;
        var (refused, problem) = await client.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{id}/pause");
        var (resumed, _) = await client.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{id}/resume");
        var ended = await client.EndAsync(id);

        Assert.Equal((HttpStatusCode.Accepted, true), (status, stopping.GetProperty("stopping").GetBoolean()));
        Assert.Equal(("stopped", 2, 2), (stopped.GetProperty("status").GetString(), asked, Number(stopped.GetProperty("progress"), "successful_items")));
        Assert.Equal((HttpStatusCode.Conflict, "The job has ended already: stopped."), (refused, problem.GetProperty("detail").GetString()));
        Assert.Equal((HttpStatusCode.OK, "completed", 10), (resumed, ended.GetProperty("status").GetString(), _source.Asked.Count));
    }

    public void Dispose() => _source.Dispose();

    private int AskedOf(string prefix) => _source.Asked.Count(a => a.Identifiers[0].StartsWith(prefix, StringComparison.Ordinal));

    private static List<ControlChanged> Changes(string journal)
    {
        using var connection = new SqliteConnection($"Data Source={journal};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT message FROM journal WHERE manifest = 'cc1' ORDER BY ordering";
        using var rows = command.ExecuteReader();
        var changes = new List<ControlChanged>();
        while (rows.Read())
        {
            changes.Add((ControlChanged)CheckpointCodec.Read(rows.GetFieldValue<byte[]>(0), "cc1"));
        }

        return changes;
    }
}
