using System.Net;
using System.Text;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;
using ActorBackfill.Tests.Shared;

namespace ActorBackfill.Host.Tests.Processes;

/// <summary>A secret that goes to a source which sends it back wherever it can, and everything that is written meanwhile.</summary>
public sealed class SecretTests : IDisposable
{
    private const string Canary = "canary-7f3a9c1e5b2d";
    private const string Variable = "BACKFILL_TEST_CANARY";

    private readonly WorkDirectory _directory = new();
    private readonly HttpListener _listener;
    private readonly string _base;

    public SecretTests()
    {
        (_listener, _base) = LoopbackPort.Listen();
        _ = Task.Run(ServeAsync);
        Environment.SetEnvironmentVariable(Variable, Canary);
        _directory.Write("secret.conf", $$"""
            job = secret
            plan { day { range = [2024-01-01, 2024-01-08], step = day } }
            source {
              type = http, base = "{{_base}}", path = "/rows?day={day}", items = "items[*]"
              headers { Authorization = "Bearer "${{{Variable}}}, X-Api-Key = ${{{Variable}}} }
            }
            sink { type = sqlite, path = "secret.db", tables { rows { key = [id], columns { id = id, value = "value as integer" } } } }
            retry { max-attempts = 2, min-backoff = 1ms, max-backoff = 2ms }
            hooks { on-failure = [{ command = [env] }] }
            """);
    }

    [Fact]
    public async Task F85_A_secret_is_in_no_output_log_journal_read_model_report_or_hook()
    {
        var written = new StringBuilder();
        Assert.Equal(ExitCode.UnitsFailed, await RunAsync(written, "run", "secret.conf", "-v"));
        await RunAsync(written, "run", "secret.conf", "--json");
        foreach (var command in (string[][])
        [
            ["status", "secret.conf"], ["status", "secret.conf", "--json"], ["units", "secret.conf"], ["units", "secret.conf", "--format", "csv"],
            ["units", "secret.conf", "--json"], ["failures", "secret.conf"], ["failures", "secret.conf", "--json"], ["retry", "secret.conf", "--failed"],
            ["report", "secret.conf", "--format", "json"], ["report", "secret.conf", "--format", "html"], ["report", "secret.conf", "--format", "markdown"],
            ["report", "secret.conf", "--format", "junit"], ["gate", "secret.conf", "--evidence", "evidence.json", "--gaps", "gaps.json"], ["plan", "secret.conf"],
            ["doctor", "secret.conf"], ["config", "validate", "secret.conf"],
        ])
        {
            await RunAsync(written, command);
        }

        Assert.Contains("failed", written.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, written.ToString(), StringComparison.Ordinal);
        var files = Directory.GetFiles(_directory.Path, "*", SearchOption.AllDirectories);
        Assert.Contains(files, f => f.EndsWith("state.db", StringComparison.Ordinal));
        Assert.Contains(files, f => f.EndsWith("hooks.log", StringComparison.Ordinal));
        foreach (var file in files)
        {
            var content = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
            Assert.False(content.Contains(Canary, StringComparison.Ordinal), $"{file} holds the secret");
        }
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        ((IDisposable)_listener).Dispose();
        _directory.Dispose();
    }

    private async Task<int> RunAsync(StringBuilder written, params string[] arguments)
    {
        var (exit, text, error) = await BackfillProcess.RunAsync(_directory.Path, arguments);
        written.Append(text).Append(error);
        return exit;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private static async Task AnswerAsync(HttpListenerContext context)
    {
        var token = context.Request.Headers["Authorization"] ?? "";
        var (status, type, body) = context.Request.QueryString["day"] switch
        {
            "2024-01-02" => (500, "application/json", $$"""{"error":"no luck with {{token}}"}"""),
            "2024-01-03" => (418, "text/plain", $"who is {token}?"),
            "2024-01-04" => (200, "text/html", $"<html>{token}</html>"),
            "2024-01-05" => (200, "application/json", $$"""{"error":"{{token}}"}"""),
            "2024-01-06" => (200, "application/json", "{\"items\":[" + token),
            "2024-01-07" => (404, "text/plain", $"nothing for {context.Request.Headers["X-Api-Key"]}"),
            _ => (200, "application/json", """{"items":[]}"""),
        };
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        try
        {
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or IOException)
        {
            // The client has seen enough.
        }
    }
}
