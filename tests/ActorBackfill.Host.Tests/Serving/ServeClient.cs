using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Serving;

/// <summary>Somebody who submits jobs.</summary>
internal sealed class ServeClient : IDisposable
{
    private readonly HttpClient _client;

    // Who is to be told first whether to send waits a second by itself, and then sends what the server has refused.
    private ServeClient(Uri address) => _client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(5) })
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromMinutes(10),
    };

    public HttpClient Http => _client;

    public static async Task<ServeClient> OfAsync(BackfillProcess process) =>
        new(new Uri((await process.OutLineAsync("listening on"))["listening on ".Length..]));

    public static string[] Identifiers(int count, string prefix = "123-45-") => [.. Enumerable.Range(1, count).Select(i => $"{prefix}{i:000}")];

    public async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await _client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    public async Task<string> SubmitAsync(string[] identifiers, string mode = "API_ONLY", string type = "PROPERTY_SEARCH", string priority = "NORMAL", object? parameters = null)
    {
        var (status, body) = await SendAsync(HttpMethod.Post, "/api/v1/jobs", new
        {
            identifiers,
            job_type = type,
            search_type = "apn",
            processing_mode = mode,
            priority,
            parameters = parameters ?? new { },
        });
        Assert.True(status == HttpStatusCode.Accepted, body.ToString());
        return body.GetProperty("job_id").GetString()!;
    }

    public async Task<JsonElement> JobAsync(string id)
    {
        var (status, body) = await SendAsync(HttpMethod.Get, $"/api/v1/jobs/{id}");
        Assert.True(status == HttpStatusCode.OK, body.ToString());
        return body;
    }

    /// <summary>Waits for the end of a job.</summary>
    public async Task<JsonElement> EndAsync(string id)
    {
        while (true)
        {
            var (_, job) = await SendAsync(HttpMethod.Get, $"/api/v1/jobs/{id}?wait=60");
            if (job.GetProperty("status").GetString() is not ("queued" or "running"))
            {
                return job;
            }
        }
    }

    public async Task<JsonElement> ResultsAsync(string id) => (await SendAsync(HttpMethod.Get, $"/api/v1/jobs/{id}/results?limit=1000")).Body;

    /// <summary>Gets a number of an answer.</summary>
    public static int Number(JsonElement of, string name) => (int)of.GetProperty(name).GetDouble();

    public void Dispose() => _client.Dispose();
}
