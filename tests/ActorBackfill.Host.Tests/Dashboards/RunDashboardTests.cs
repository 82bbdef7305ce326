using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using ActorBackfill.Host.Dashboards;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Dashboards;

/// <summary>Pages of a run that goes on, and of a state directory in which nothing does: real processes on real ports.</summary>
public sealed class RunDashboardTests : IDisposable
{
    private readonly WorkDirectory _directory = new();
    private readonly DaySource _source = new();

    [Fact]
    public async Task R23_A_command_of_a_page_reaches_the_run_and_the_journal_says_who_gave_it()
    {
        _source.Hold();
        using var process = BackfillProcess.Start(_directory.Path, ["run", WorkDirectory.Job, .. _source.Flag, "--dashboard=:0"]);
        var address = new Uri((await process.ErrorLineAsync("dashboard: ")).Split(' ')[^1]);
        var login = new Uri((await process.ErrorLineAsync("sign in, once, at ")).Split(' ')[^1]);
        await _source.RequestsAsync(4);
        using var browser = await SignedInAsync(address, login);

        var (paused, text) = await CommandAsync(browser, "pause");
        var (scaled, _) = await CommandAsync(browser, "scale", new { workers = 2 });
        var (wrong, form) = await CommandAsync(browser, "scale", new { workers = "many" });
        var (unpaused, _) = await CommandAsync(browser, "unpause");
        _source.Release();

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.OK), (paused, scaled, wrong, unpaused));
        Assert.NotEqual("", text);
        Assert.Contains("workers", form, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Complete, await process.ExitAsync());
        var (_, changes, _) = await BackfillProcess.RunAsync(_directory.Path, "changes", WorkDirectory.Job, "--json");
        using var document = JsonDocument.Parse(changes);
        var who = document.RootElement.GetProperty("changes").EnumerateArray().Select(c => (c.GetProperty("command").GetString(), c.GetProperty("who").GetString()!)).ToList();
        Assert.Equal(["pause", "scale", "unpause"], who.Select(c => c.Item1).Distinct());
        Assert.All(who, change => Assert.EndsWith($"pid {process.Id}, dashboard from 127.0.0.1)", change.Item2, StringComparison.Ordinal));
        // It ended with its run, and so did what was good for it.
        await Assert.ThrowsAsync<HttpRequestException>(() => browser.GetAsync(address));
        Assert.Empty(Directory.EnumerateFiles(_directory.File(".backfill/.dashboard"), "token-*"));
    }

    [Fact]
    public async Task F87_A_port_that_is_taken_is_said_before_anything_is_written()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var (exit, _, error) = await BackfillProcess.RunAsync(_directory.Path, ["run", WorkDirectory.Job, .. _source.Flag, "--dashboard=:" + port]);

        Assert.Equal(ExitCode.Usage, exit);
        Assert.Contains(port, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_directory.File(".backfill")));
        Assert.False(File.Exists(_directory.Sink));
    }

    [Fact]
    public async Task F87_Readers_that_say_half_a_sentence_or_never_listen_do_not_hold_a_run_up()
    {
        _source.Hold();
        using var process = BackfillProcess.Start(_directory.Path, ["run", WorkDirectory.Job, .. _source.Flag, "--dashboard=:0"]);
        var port = new Uri((await process.ErrorLineAsync("dashboard: ")).Split(' ')[^1]).Port;
        await _source.RequestsAsync(4);
        var readers = new List<TcpClient>();
        try
        {
            foreach (var path in (string[])["/", "/jobs/days", "/jobs/days/feed", "/assets/dashboard.css"])
            {
                for (var i = 0; i < 25; i++)
                {
                    var reader = new TcpClient();
                    readers.Add(reader);
                    await reader.ConnectAsync(IPAddress.Loopback, port);
                    var request = $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{(i % 2 == 0 ? "\r\n" : "X-")}";
                    await reader.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(request));
                }
            }

            _source.Release();
            Assert.Equal(ExitCode.Complete, await process.ExitAsync());
        }
        finally
        {
            readers.ForEach(reader => reader.Dispose());
        }

        Assert.Equal(60, _directory.Ask<long>("SELECT count(*) FROM rows"));
    }

    [Fact]
    public async Task F87_A_dashboard_that_is_killed_leaves_the_run_alone_and_begins_anew()
    {
        _source.Hold();
        using var run = BackfillProcess.Start(_directory.Path, ["run", WorkDirectory.Job, .. _source.Flag]);
        await _source.RequestsAsync(4);
        using var first = BackfillProcess.Start(_directory.Path, "dashboard", WorkDirectory.Job, "--port", "0", "--allow-control");
        var address = new Uri((await first.OutLineAsync("listening on ")).Split(' ')[^1]);
        using (var browser = await SignedInAsync(address, new Uri((await first.OutLineAsync("sign in, once, at ")).Split(' ')[^1])))
        {
            Assert.Equal(HttpStatusCode.OK, (await CommandAsync(browser, "pause")).Status);
        }

        first.Signal(BackfillProcess.SigKill);
        await first.ExitAsync();
        using var second = BackfillProcess.Start(_directory.Path, "dashboard", WorkDirectory.Job, "--port", "0", "--allow-control");
        using var again = await SignedInAsync(
            new Uri((await second.OutLineAsync("listening on ")).Split(' ')[^1]), new Uri((await second.OutLineAsync("sign in, once, at ")).Split(' ')[^1]));
        Assert.Equal(HttpStatusCode.OK, (await CommandAsync(again, "unpause")).Status);
        _source.Release();

        Assert.Equal(ExitCode.Complete, await run.ExitAsync());
        Assert.Equal(60, _directory.Ask<long>("SELECT count(*) FROM rows"));
    }

    [Fact]
    public async Task Pages_are_there_when_nothing_runs_and_a_command_says_so()
    {
        var (done, _, _) = await BackfillProcess.RunAsync(_directory.Path, ["run", WorkDirectory.Job, .. _source.Flag]);
        using var process = BackfillProcess.Start(_directory.Path, "dashboard", WorkDirectory.Job, "--port", "0", "--allow-control");
        var address = new Uri((await process.OutLineAsync("listening on ")).Split(' ')[^1]);
        using var browser = await SignedInAsync(address, new Uri((await process.OutLineAsync("sign in, once, at ")).Split(' ')[^1]));

        var page = await browser.GetStringAsync(new Uri("/", UriKind.Relative));
        var (status, text) = await CommandAsync(browser, "stop");
        var (unknown, _) = await CommandAsync(browser, "stop", job: "nights");
        process.Signal(BackfillProcess.SigTerm);

        Assert.Equal(ExitCode.Complete, done);
        Assert.Contains("days", page, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.NotFound), (status, unknown));
        Assert.Contains("not running", text, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Terminated, await process.ExitAsync());
    }

    [Fact]
    public async Task Without_leave_to_control_there_is_no_sign_in_and_no_command()
    {
        Directory.CreateDirectory(_directory.File(".backfill"));
        using var process = BackfillProcess.Start(_directory.Path, "dashboard", "--port", "0", "--json");
        using var said = JsonDocument.Parse(await process.OutLineAsync("address"));
        using var client = new HttpClient { BaseAddress = new Uri(said.RootElement.GetProperty("address").GetString()!), Timeout = TimeSpan.FromMinutes(10) };

        using var answer = await client.PostAsJsonAsync("/jobs/days/commands/pause", new { });

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.True(said.RootElement.GetProperty("readOnly").GetBoolean());
        Assert.Equal(JsonValueKind.Null, said.RootElement.GetProperty("login").ValueKind);
        process.Signal(BackfillProcess.SigInt);
        Assert.Equal(ExitCode.Interrupted, await process.ExitAsync());
    }

    [Theory]
    [InlineData("", "127.0.0.1:8091")]
    [InlineData("9000", "127.0.0.1:9000")]
    [InlineData(":0", "127.0.0.1:0")]
    [InlineData("localhost:9000", "127.0.0.1:9000")]
    [InlineData("127.0.0.1", "127.0.0.1:8091")]
    [InlineData("[::1]:9000", "[::1]:9000")]
    [InlineData("0.0.0.0:9000", null)]
    [InlineData("10.0.0.5", null)]
    [InlineData("days.conf", null)]
    [InlineData("99999", null)]
    public void R01_A_run_is_shown_to_this_machine_only(string typed, string? expected) => Assert.Equal(expected, RunDashboard.Parse(typed)?.ToString());

    public void Dispose()
    {
        _source.Dispose();
        _directory.Dispose();
    }

    private static async Task<HttpClient> SignedInAsync(Uri address, Uri login)
    {
        var browser = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10) };
        browser.DefaultRequestHeaders.Add("Accept", "text/html, application/json");
        var html = await browser.GetStringAsync(login);
        const string Before = "<meta name=\"backfill-token\" content=\"";
        Assert.Contains(Before, html, StringComparison.Ordinal);
        var start = html.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        browser.DefaultRequestHeaders.Add("X-Backfill-Token", html[start..html.IndexOf('"', start)]);
        return browser;
    }

    private static async Task<(HttpStatusCode Status, string Text)> CommandAsync(HttpClient browser, string verb, object? body = null, string job = "days")
    {
        while (true)
        {
            using var answer = await browser.PostAsJsonAsync($"/jobs/{job}/commands/{verb}", body ?? new { });
            var said = await answer.Content.ReadFromJsonAsync<JsonElement>();
            // A run on a busy machine may be too late with its answer.
            if (answer.StatusCode != HttpStatusCode.GatewayTimeout)
            {
                return (answer.StatusCode, said.GetProperty("text").GetString()!);
            }
        }
    }
}
