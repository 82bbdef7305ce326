using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Serving;

/// <summary>The document of the API, and that the server is what it says.</summary>
public sealed class ServeDocumentTests : IDisposable
{
    private readonly PropertySource _source = new();

    [Fact]
    public async Task The_document_is_the_approved_one_and_each_path_of_it_takes_its_methods_and_no_others()
    {
        using var directory = new ServeDirectory(_source);
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);

        var text = await client.Http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative));

        Approved.Matches(text.ReplaceLineEndings("\n"), "Serving/openapi");
        foreach (var (path, methods) in new ApiSchema(JsonElement.Parse(text)).Paths)
        {
            using var request = new HttpRequestMessage(HttpMethod.Delete, path.Replace("{id}", "one", StringComparison.Ordinal));
            using var response = await client.Http.SendAsync(request);
            Assert.Equal((path, HttpStatusCode.MethodNotAllowed), (path, response.StatusCode));
            Assert.Equal(methods.Order(StringComparer.Ordinal), response.Content.Headers.Allow.Order(StringComparer.Ordinal));
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task Answers_are_what_the_document_says_of_them()
    {
        using var directory = new ServeDirectory(_source);
        _source.Status = (_, apns, _) => apns[0] == "123-45-002" ? 400 : 200;
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);
        var schema = new ApiSchema(await client.Http.GetFromJsonAsync<JsonElement>("/openapi/v1.json"));
        var id = await client.SubmitAsync(ServeClient.Identifiers(3));
        await client.EndAsync(id);
        var identifiers = ServeClient.Identifiers(1, "2-");

        (string Method, string Path, object? Body)[] requests =
        [
            ("post", "/api/v1/jobs", new { identifiers, job_type = "PROPERTY_SEARCH", search_type = "apn" }),
            ("post", "/api/v1/jobs", new { job_type = "EVERYTHING" }),
            ("post", "/api/v1/background-collections", new { identifiers, search_type = "apn" }),
            ("get", "/api/v1/jobs/{id}", null),
            ("get", "/api/v1/jobs/{id}/results", null),
            ("get", "/api/v1/jobs/{id}/failures", null),
            ("post", "/api/v1/jobs/{id}/retry/preview", null),
            ("post", "/api/v1/jobs/{id}/retry", new { confirm = 7 }),
            ("post", "/api/v1/jobs/{id}/retry", new { confirm = 1, reason = "again" }),
            ("get", "/api/v1/jobs/{id}?wait=60", null),
            ("get", "/api/v1/jobs/{id}?wait=61", null),
            ("post", "/api/v1/jobs/{id}/pause", null),
            ("post", "/api/v1/jobs/{id}/scale", new { workers = 0 }),
            ("post", "/api/v1/jobs/nobody/rate", new { rate = "2/s" }),
            ("get", "/api/v1/jobs", null),
            ("get", "/api/v1/jobs?status=mad", null),
            ("get", "/api/v1/statistics", null),
            ("get", "/healthz/live", null),
            ("get", "/healthz/ready", null),
        ];
        foreach (var (method, path, body) in requests)
        {
            var (status, answer) = await client.SendAsync(HttpMethod.Parse(method), path.Replace("{id}", id, StringComparison.Ordinal), body);
            Assert.Empty(schema.Violations(method, path.Split('?')[0].Replace("nobody", "{id}", StringComparison.Ordinal), (int)status, answer));
        }
    }

    [Fact]
    public async Task What_nobody_answers_is_a_problem_too_and_a_body_of_another_kind_is_refused()
    {
        using var directory = new ServeDirectory(_source);
        using var process = directory.Start();
        using var client = await ServeClient.OfAsync(process);

        var (unknown, nothing) = await client.SendAsync(HttpMethod.Get, "/api/v1/nothing");
        using var form = new StringContent("confirm=1", Encoding.UTF8, "application/x-www-form-urlencoded");
        using var refused = await client.Http.PostAsync(new Uri("/api/v1/jobs/one/retry", UriKind.Relative), form);
        using var broken = new StringContent("{", Encoding.UTF8, "application/json");
        using var cut = await client.Http.PostAsync(new Uri("/api/v1/jobs/one/scale", UriKind.Relative), broken);
        var (status, problem) = await client.SendAsync(HttpMethod.Post, "/api/v1/jobs/one/scale", new { worker = 2, workers = "many" });

        Assert.Equal((HttpStatusCode.NotFound, 404), (unknown, ServeClient.Number(nothing, "status")));
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, HttpStatusCode.BadRequest), (refused.StatusCode, cut.StatusCode));
        Assert.Equal((HttpStatusCode.BadRequest, "is not known; did you mean workers?"), (status, problem.GetProperty("errors").GetProperty("worker")[0].GetString()));
        Assert.Equal("\"many\": must be a whole number from 1 to 1024, or \"default\"", problem.GetProperty("errors").GetProperty("workers")[0].GetString());
    }

    public void Dispose() => _source.Dispose();
}
