using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ActorBackfill.Dashboard.Commands;
using ActorBackfill.Dashboard.Web;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Dashboards;
using ActorBackfill.Host.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ActorBackfill.Host.Tests.Dashboards;

/// <summary>A dashboard on a real port with all its pages, a command that notes who gave it, and one that fails.</summary>
internal sealed class DashboardServer : IAsyncDisposable
{
    private readonly HttpClient _client;

    private DashboardServer(DashboardHost host, DashboardSettings settings, NotedCommands commands)
    {
        (Host, Settings, Commands) = (host, settings, commands);
        _client = new HttpClient(new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            // By itself it waits a second, and then sends what the server has refused.
            Expect100ContinueTimeout = TimeSpan.FromMinutes(5),
            // Nobody vouches for the test's own certificate, but it has to be that one.
            SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == settings.Certificate?.GetCertHashString() },
        })
        {
            Timeout = TimeSpan.FromMinutes(10),
            BaseAddress = new Uri($"{settings.Scheme}://127.0.0.1:{host.Port}"),
        };
    }

    public DashboardHost Host { get; }

    public DashboardSettings Settings { get; }

    public NotedCommands Commands { get; }

    /// <summary>Gets the state directory; there is none.</summary>
    public static string State { get; } = Path.Combine(Path.GetTempPath(), "backfill-nowhere");

    public static async Task<DashboardServer> StartAsync(DashboardSettings? settings = null)
    {
        var (commands, own) = (new NotedCommands(), settings ?? new DashboardSettings { AllowsControl = true });
        var talk = new Talk(new RecordingTerminal().Terminal, IsJson: false, IsQuiet: true, IsVerbose: false, SaysYes: false, AsksNothing: true);
        var jobs = new DashboardJobs(State, [], new JobChoice("", null, null, null, State, []), talk);
        var host = await DashboardHost.StartAsync(
            own,
            services =>
            {
                DashboardPorts.Add(services, jobs);
                services.AddSingleton<ICommandJobs>(commands).AddSingleton<ICommandJobs, FailingCommands>();
            },
            logging => logging.SetMinimumLevel(LogLevel.None));
        return new DashboardServer(host, own, commands);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body = null, string type = "application/json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value), name);
        }

        return await _client.SendAsync(request);
    }

    /// <summary>Signs a browser in and loads a page, as a person does.</summary>
    public async Task<(string Cookie, string Token)> SignInAsync()
    {
        var login = new Uri(Host.NewLogin()!);
        using var answer = await SendAsync(HttpMethod.Get, login.PathAndQuery);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        using var page = await SendAsync(HttpMethod.Get, "/nothing", headers: [("Cookie", cookie), ("Accept", "text/html")]);
        var html = await page.Content.ReadAsStringAsync();
        const string Before = "<meta name=\"backfill-token\" content=\"";
        var start = html.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        return (cookie, start < Before.Length ? "" : html[start..html.IndexOf('"', start)]);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Host.DisposeAsync();
    }
}

/// <summary>Commands that were let through.</summary>
internal sealed class NotedCommands : ICommandJobs
{
    public ConcurrentQueue<JobCommand> Given { get; } = new();

    public string Verb => "note";

    public Task<CommandAnswer> CommandAsync(JobCommand command, CancellationToken cancellation)
    {
        Given.Enqueue(command);
        return Task.FromResult(new CommandAnswer(CommandOutcome.Done, "Noted."));
    }
}

/// <summary>A command that knows a password and a path, and fails with both.</summary>
internal sealed class FailingCommands : ICommandJobs
{
    public string Verb => "fail";

    public Task<CommandAnswer> CommandAsync(JobCommand command, CancellationToken cancellation) =>
        throw new InvalidOperationException("Host=db;Password=hunter2 in /var/lib/secret");
}
