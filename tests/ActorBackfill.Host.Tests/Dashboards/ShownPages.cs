using System.Net;
using ActorBackfill.Dashboard.Web;
using ActorBackfill.Host.Dashboards;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Dashboards;

/// <summary>The pages of one job, served as the program serves them.</summary>
internal sealed class ShownPages : IAsyncDisposable
{
    private readonly DashboardHost _host;
    private readonly HttpClient _client;

    private ShownPages(DashboardHost host) => (_host, _client) = (host, new HttpClient { BaseAddress = new Uri(host.Address), Timeout = TimeSpan.FromMinutes(10) });

    public static DashboardJobs Of(ModelJob job) => new(Path.Combine(job.Directory, ".backfill"), [job.Choice], job.Choice, job.Talk);

    public static async Task<ShownPages> StartAsync(ModelJob job) =>
        new(await DashboardHost.StartAsync(new DashboardSettings(), services => DashboardPorts.Add(services, Of(job)), _ => { }));

    public async Task<(HttpStatusCode Status, string Text)> GetAsync(string path, string accept = "*/*")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Add("Accept", accept);
        using var answer = await _client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }
}
