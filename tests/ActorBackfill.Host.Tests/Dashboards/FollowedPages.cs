using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ActorBackfill.Dashboard.Web;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Dashboards;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Dashboards;

/// <summary>The pages of a work directory's job, over a real socket. Waits are for events of the feed, under one generous ceiling.</summary>
internal sealed class FollowedPages : IAsyncDisposable
{
    private static readonly TimeSpan Ceiling = TimeSpan.FromMinutes(10);

    private readonly DashboardHost _host;
    private readonly HttpClient _client;

    private FollowedPages(DashboardHost host, DashboardSettings settings)
    {
        _host = host;
        _client = new HttpClient { BaseAddress = new Uri(host.Address), Timeout = Ceiling };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", settings.Keys.Token);
    }

    public static async Task<FollowedPages> OpenAsync(WorkDirectory directory, IEnumerable<string> overlays, bool allowsControl = false)
    {
        var talk = new Talk(new RecordingTerminal(directory: directory.Path).Terminal, false, false, false, false, false);
        var state = directory.File(".backfill");
        var others = new JobChoice("", null, null, null, state, [.. overlays]);
        var jobs = new DashboardJobs(state, [others with { Job = directory.File(WorkDirectory.Job) }], others, talk);
        var settings = new DashboardSettings { AllowsControl = allowsControl };
        return new FollowedPages(await DashboardHost.StartAsync(settings, services => DashboardPorts.Add(services, jobs), _ => { }), settings);
    }

    public Task<string> PageAsync(string path) => _client.GetStringAsync(new Uri(path, UriKind.Relative));

    /// <summary>Gets a page of a run, again while the run has not answered in time: then the page says what is in the journal.</summary>
    public async Task<string> PageAsync(string path, string part)
    {
        using var late = new CancellationTokenSource(Ceiling);
        while (true)
        {
            var page = await _client.GetStringAsync(new Uri(path, UriKind.Relative), late.Token);
            if (page.Contains(part, StringComparison.Ordinal))
            {
                return page;
            }
        }
    }

    /// <summary>Gives a command as a page does, again while the run is too busy to answer.</summary>
    public async Task<JsonElement> CommandAsync(string verb, string body = "{}")
    {
        while (true)
        {
            if (await TryCommandAsync(verb, body) is { } answer)
            {
                return answer;
            }
        }
    }

    private async Task<JsonElement?> TryCommandAsync(string verb, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _client.PostAsync(new Uri($"/jobs/days/commands/{verb}", UriKind.Relative), content);
        var answer = await response.Content.ReadAsStringAsync();
        if (response.StatusCode == System.Net.HttpStatusCode.GatewayTimeout)
        {
            return null;
        }

        Assert.True(response.IsSuccessStatusCode, answer);
        return JsonElement.Parse(answer);
    }

    /// <summary>Gets what the feed says now.</summary>
    public async Task<JsonElement> SnapshotAsync() => JsonElement.Parse(await PageAsync("/jobs/days/snapshot?regions=counts"));

    /// <summary>Follows the feed until an event says something.</summary>
    public async Task<JsonElement> FollowAsync(Func<JsonElement, bool> until)
    {
        using var late = new CancellationTokenSource(Ceiling);
        using var stream = await _client.GetStreamAsync(new Uri("/jobs/days/feed?regions=counts,summary,commands", UriKind.Relative), late.Token);
        using var lines = new StreamReader(stream);
        while (await lines.ReadLineAsync(late.Token) is { } line)
        {
            if (line.StartsWith("data: {", StringComparison.Ordinal) && JsonElement.Parse(line["data: ".Length..]) is var data && until(data))
            {
                return data;
            }
        }

        throw new IOException("the feed has ended");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }
}
