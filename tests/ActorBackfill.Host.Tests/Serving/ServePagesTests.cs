using System.Net;
using System.Text;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Serving;

/// <summary>The pages of a server that takes jobs, over a socket.</summary>
public sealed class ServePagesTests : IDisposable
{
    private static readonly string[] Parts = ["", "/calendar", "/units", "/units/apn=123-45-001", "/failures", "/workers", "/limits", "/runs", "/config", "/log", "/snapshot?regions=counts"];

    private static readonly Uri Root = new("/", UriKind.Relative);

    private readonly PropertySource _source = new();

    [Fact]
    public async Task R04_Pages_of_a_server_take_commands_by_its_token_and_its_api_takes_none()
    {
        using var directory = new ServeDirectory(_source);
        _source.Hold();
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);
        var login = (await process.OutLineAsync("sign in to its pages, once, at ")).Split(' ')[^1];
        var token = await TokenAsync(directory, client);
        var id = await client.SubmitAsync(ServeClient.Identifiers(8));
        await _source.RequestsAsync(5);

        Assert.Equal(HttpStatusCode.Unauthorized, await CommandAsync(client, $"api-{id}", "pause"));
        Assert.Equal(HttpStatusCode.Unauthorized, await CommandAsync(client, $"api-{id}", "pause", "Bearer " + new string('x', 43)));
        Assert.Equal(HttpStatusCode.OK, await CommandAsync(client, $"api-{id}", "pause", "Bearer " + token));
        await StateAsync(client, $"api-{id}", "paused");
        Assert.Equal(HttpStatusCode.OK, await CommandAsync(client, $"api-{id}", "unpause", "Bearer " + token));
        _source.Release();

        Assert.Equal("completed", (await client.EndAsync(id)).GetProperty("status").GetString());
        Assert.Contains($"Job {id} is completed", await client.Http.GetStringAsync(new Uri($"/jobs/api-{id}", UriKind.Relative)), StringComparison.Ordinal);
        using var signedIn = await client.Http.GetAsync(new Uri(login));
        Assert.Contains("Sign out", await signedIn.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        process.Signal(BackfillProcess.SigTerm);
        Assert.Equal(ExitCode.Terminated, await process.ExitAsync());
        Assert.False(File.Exists(directory.File($".backfill/.dashboard/token-{client.Http.BaseAddress!.Port}")));
    }

    [Fact]
    public async Task Every_page_of_a_run_is_there_while_it_goes_on_and_no_other_name_leads_anywhere()
    {
        using var directory = new ServeDirectory(_source);
        _source.Hold();
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);
        var empty = await client.Http.GetStringAsync(Root);
        var id = await client.SubmitAsync(ServeClient.Identifiers(8));
        await _source.RequestsAsync(5);

        var list = await client.Http.GetStringAsync(Root);
        Assert.Contains($"href=\"/jobs/api-{id}\"", list, StringComparison.Ordinal);
        Assert.Contains("No job was submitted yet", empty, StringComparison.Ordinal);
        Assert.Contains("running", list, StringComparison.Ordinal);
        foreach (var part in Parts)
        {
            using var page = await client.Http.GetAsync(new Uri($"/jobs/api-{id}{part}", UriKind.Relative));
            Assert.Equal((part, HttpStatusCode.OK), (part, page.StatusCode));
        }

        foreach (var name in (string[])[$"tax_data-{id}", $"API-{id}", id, "api-000000000000", "api-", "properties", "..%2f..%2fserve"])
        {
            using var none = await client.Http.GetAsync(new Uri($"/jobs/{name}", UriKind.Relative));
            Assert.Equal((name, HttpStatusCode.NotFound), (name, none.StatusCode));
        }

        // Whoever follows does not hold the end back.
        using var feed = await client.Http.GetAsync(new Uri($"/jobs/api-{id}/feed?regions=counts", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", feed.Content.Headers.ContentType!.MediaType);
        process.Signal(BackfillProcess.SigTerm);
        _source.Release();
        Assert.Equal(ExitCode.Terminated, await process.ExitAsync());
    }

    [Fact]
    public async Task A_job_is_cancelled_from_the_list()
    {
        using var directory = new ServeDirectory(_source);
        _source.Hold();
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);
        var token = await TokenAsync(directory, client);
        var id = await client.SubmitAsync(ServeClient.Identifiers(8));
        await _source.RequestsAsync(5);

        Assert.Equal(HttpStatusCode.OK, await CommandAsync(client, id, "cancel", "Bearer " + token));

        Assert.Equal("cancelled", (await client.EndAsync(id)).GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.Conflict, await CommandAsync(client, id, "cancel", "Bearer " + token));
        Assert.Equal(HttpStatusCode.NotFound, await CommandAsync(client, "000000000000", "cancel", "Bearer " + token));
        Assert.Contains("cancelled", await client.Http.GetStringAsync(Root), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pause_of_a_page_is_for_the_job_and_holds_after_a_kill()
    {
        using var directory = new ServeDirectory(_source);
        _source.Hold();
        string id;
        using (var process = directory.Start())
        {
            using var client = await ServeClient.OfAsync(process);
            id = await client.SubmitAsync(ServeClient.Identifiers(8));
            await _source.RequestsAsync(5);
            Assert.Equal(HttpStatusCode.OK, await CommandAsync(client, $"api-{id}", "pause", "Bearer " + await TokenAsync(directory, client)));
            process.Signal(BackfillProcess.SigKill);
            await process.ExitAsync();
        }

        _source.Release();
        using var again = directory.Start();
        using var other = await ServeClient.OfAsync(again);
        var page = await other.Http.GetStringAsync(new Uri($"/jobs/api-{id}", UriKind.Relative));
        var list = await other.Http.GetStringAsync(Root);
        Assert.Equal(HttpStatusCode.OK, await CommandAsync(other, id, "unpause", "Bearer " + await TokenAsync(directory, other)));
        var ended = await other.EndAsync(id);

        Assert.Contains("It waits for somebody to unpause it.", page, StringComparison.Ordinal);
        Assert.Contains("data-command=\"unpause\"", list, StringComparison.Ordinal);
        Assert.Equal("completed", ended.GetProperty("status").GetString());
        Assert.Equal(["pause", "unpause"], ended.GetProperty("changes").EnumerateArray().Select(c => c.GetProperty("command").GetString()));
        Assert.All(ended.GetProperty("changes").EnumerateArray(), c => Assert.EndsWith("(dashboard from 127.0.0.1)", c.GetProperty("who").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_retry_of_a_page_lets_the_job_go_on_with_these_units()
    {
        _source.Status = (_, apns, attempt) => apns[0] == "123-45-002" && attempt == 1 ? 400 : 200;
        using var directory = new ServeDirectory(_source);
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);
        var token = "Bearer " + await TokenAsync(directory, client);
        var id = await client.SubmitAsync(ServeClient.Identifiers(4));
        await client.EndAsync(id);

        Assert.Equal(HttpStatusCode.BadRequest, await CommandAsync(client, $"api-{id}", "scale", token, "{\"workers\":\"auto\"}"));
        Assert.Equal(HttpStatusCode.Conflict, await CommandAsync(client, $"api-{id}", "pause", token));
        Assert.Equal(HttpStatusCode.OK, await CommandAsync(client, $"api-{id}", "retry", token, "{\"confirm\":1,\"reason\":\"it was down\"}"));
        var ended = await client.EndAsync(id);

        Assert.Equal(("completed", 4), (ended.GetProperty("status").GetString(), ServeClient.Number(ended.GetProperty("progress"), "successful_items")));
        Assert.Equal(5, _source.Asked.Count);
        Assert.Equal("it was down", Assert.Single(ended.GetProperty("changes").EnumerateArray()).GetProperty("reason").GetString());
    }

    public void Dispose() => _source.Dispose();

    private static async Task<HttpStatusCode> CommandAsync(ServeClient client, string job, string verb, string? authorization = null, string body = "{}")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/jobs/{job}/commands/{verb}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var answer = await client.Http.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task<string> TokenAsync(ServeDirectory directory, ServeClient client) =>
        (await File.ReadAllTextAsync(directory.File($".backfill/.dashboard/token-{client.Http.BaseAddress!.Port}"))).Trim();

    // Follows the feed of a run until it says so.
    private static async Task StateAsync(ServeClient client, string job, string state)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        using var stream = await client.Http.GetStreamAsync(new Uri($"/jobs/{job}/feed?regions=commands", UriKind.Relative), late.Token);
        using var lines = new StreamReader(stream);
        while (await lines.ReadLineAsync(late.Token) is { } line)
        {
            if (line.Contains($"\"state\":\"{state}\"", StringComparison.Ordinal))
            {
                return;
            }
        }

        throw new IOException("the feed has ended");
    }
}
