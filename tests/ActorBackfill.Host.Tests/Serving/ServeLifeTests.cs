using System.Net;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;
using static ActorBackfill.Host.Tests.Serving.ServeClient;

namespace ActorBackfill.Host.Tests.Serving;

/// <summary>Ends, crashes, stops and cancellations: nothing that was taken is lost.</summary>
public sealed class ServeLifeTests : IDisposable
{
    private readonly PropertySource _source = new();

    [Fact]
    public async Task A_killed_server_goes_on_with_what_ran_and_still_has_what_was_queued()
    {
        using var directory = new ServeDirectory(_source, "max_concurrent_jobs = 1, max_concurrent_per_job = 2");
        string running, queued;
        _source.HoldAfter = 15;
        using (var process = directory.Start())
        {
            using var client = await ServeClient.OfAsync(process);
            running = await client.SubmitAsync(ServeClient.Identifiers(40));
            queued = await client.SubmitAsync(ServeClient.Identifiers(3, "9-"));
            // What was answered is settled, however slow the disk is, and the job is not at its end, however late the kill.
            while (Number((await client.JobAsync(running)).GetProperty("progress"), "successful_items") < 15)
            {
            }

            // What is in flight has arrived, so that it counts as asked before.
            await _source.RequestsAsync(17);
            process.Signal(BackfillProcess.SigKill);
            await process.ExitAsync();
        }

        _source.Release();
        var before = _source.Asked.Count;
        using var again = directory.Start();
        using var other = await ServeClient.OfAsync(again);
        var first = await other.EndAsync(running);
        var second = await other.EndAsync(queued);

        Assert.Equal(("completed", 40), (first.GetProperty("status").GetString(), Number(first.GetProperty("progress"), "successful_items")));
        Assert.Equal(("completed", 3), (second.GetProperty("status").GetString(), Number(second.GetProperty("progress"), "successful_items")));
        Assert.Equal([.. ServeClient.Identifiers(40), .. ServeClient.Identifiers(3, "9-")], directory.Column("properties", "apn"));
        // What was settled before is not asked for again: only what was in flight or not yet committed is.
        Assert.True(_source.Asked.Count <= before + 40 + 3 - 15, $"{before} requests before the kill, {_source.Asked.Count} in all");
    }

    // Asked as fast as it answers: some questions come while the journal of its run is being made.
    [Fact]
    public async Task A_job_that_begins_tells_how_far_it_is_whenever_it_is_asked()
    {
        using var directory = new ServeDirectory(_source);
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);

        for (var i = 0; i < 30; i++)
        {
            var id = await client.SubmitAsync(ServeClient.Identifiers(1, $"{i}-"));
            while ((await client.JobAsync(id)).GetProperty("status").GetString() != "completed")
            {
            }
        }
    }

    [Fact]
    public async Task A_stop_leaves_jobs_for_the_next_start_and_answers_143()
    {
        using var directory = new ServeDirectory(_source, "max_concurrent_per_job = 2");
        _source.Hold();
        string id;
        using (var process = directory.Start())
        {
            using var client = await ServeClient.OfAsync(process);
            id = await client.SubmitAsync(ServeClient.Identifiers(10));
            await _source.RequestsAsync(2);
            process.Signal(BackfillProcess.SigTerm);
            await process.ErrorLineAsync("Stopping:");
            _source.Release();
            Assert.Equal(ExitCode.Terminated, await process.ExitAsync());
        }

        Assert.InRange(_source.Asked.Count, 2, 9);
        using var again = directory.Start();
        using var other = await ServeClient.OfAsync(again);
        Assert.Equal("completed", (await other.EndAsync(id)).GetProperty("status").GetString());
        Assert.Equal(10, _source.Asked.Count);
    }

    [Fact]
    public async Task A_running_job_is_cancelled_and_what_it_has_stays()
    {
        using var directory = new ServeDirectory(_source, "max_concurrent_per_job = 2");
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);
        _source.Hold();
        var id = await client.SubmitAsync(ServeClient.Identifiers(10));
        await _source.RequestsAsync(2);

        var (status, _) = await client.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{id}/cancel");
        var ended = await client.EndAsync(id);
        var (again, problem) = await client.SendAsync(HttpMethod.Post, $"/api/v1/jobs/{id}/cancel");

        Assert.Equal((HttpStatusCode.Accepted, "cancelled"), (status, ended.GetProperty("status").GetString()));
        Assert.Equal(HttpStatusCode.Conflict, again);
        Assert.Equal("The job has ended already: cancelled.", problem.GetProperty("detail").GetString());
        Assert.Equal(2, _source.Asked.Count);
    }

    [Fact]
    public async Task A_journal_that_cannot_be_used_leaves_a_server_that_says_so()
    {
        using var directory = new ServeDirectory(_source);
        Directory.CreateDirectory(Path.GetDirectoryName(directory.Journal)!);
        await File.WriteAllTextAsync(directory.Journal, "this is no journal, and nobody may take it for a new one");
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);

        var (status, problem) = await client.SendAsync(HttpMethod.Post, "/api/v1/jobs", new { });
        process.Signal(BackfillProcess.SigInt);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Batch processing not available"), (status, problem.GetProperty("title").GetString()));
        Assert.Contains("Batch processing not available", process.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Interrupted, await process.ExitAsync());
    }

    public void Dispose() => _source.Dispose();
}
