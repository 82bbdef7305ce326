using System.Net;
using System.Net.Http.Headers;
using ActorBackfill.Dashboard.Pages.Compare;
using ActorBackfill.Dashboard.Pages.Config;
using ActorBackfill.Dashboard.Pages.Failures;
using ActorBackfill.Dashboard.Pages.Log;
using ActorBackfill.Dashboard.Pages.Runs;
using ActorBackfill.Dashboard.Tests.Fakes;
using ActorBackfill.Dashboard.Web;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBackfill.Dashboard.Tests.Pages;

public sealed class RunsRoutesTests : IAsyncLifetime
{
    private readonly KnownRuns _runs = new();
    private readonly DashboardSettings _settings = new();
    private DashboardHost? _host;
    private HttpClient? _client;

    public async Task InitializeAsync()
    {
        _host = await DashboardHost.StartAsync(
            _settings,
            services => services.AddSingleton<IShowRuns>(_runs).AddSingleton<IShowCompare>(_runs).AddSingleton<IShowFailures>(_runs).AddSingleton<IShowConfig>(_runs).AddSingleton<IShowLog>(_runs),
            _ => { });
        _client = new HttpClient { BaseAddress = new Uri(_host.Address), Timeout = TimeSpan.FromMinutes(5) };
    }

    public async Task DisposeAsync()
    {
        _client!.Dispose();
        await _host!.DisposeAsync();
    }

    [Theory]
    [InlineData("/jobs/days/runs", HttpStatusCode.OK)]
    [InlineData("/jobs/days/runs/2", HttpStatusCode.OK)]
    [InlineData("/jobs/days/runs/compare?a=1&b=2", HttpStatusCode.OK)]
    [InlineData("/jobs/days/failures", HttpStatusCode.OK)]
    [InlineData("/jobs/days/config", HttpStatusCode.OK)]
    [InlineData("/jobs/days/log", HttpStatusCode.OK)]
    [InlineData("/jobs/nights/runs", HttpStatusCode.NotFound)]
    [InlineData("/jobs/nights/failures", HttpStatusCode.NotFound)]
    [InlineData("/jobs/nights/config", HttpStatusCode.NotFound)]
    [InlineData("/jobs/nights/log", HttpStatusCode.NotFound)]
    [InlineData("/jobs/days/runs/3", HttpStatusCode.NotFound)]
    [InlineData("/jobs/days/runs/0", HttpStatusCode.NotFound)]
    [InlineData("/jobs/days/runs/compare?a=1&b=3", HttpStatusCode.NotFound)]
    [InlineData("/jobs/days/runs/compare?a=1", HttpStatusCode.BadRequest)]
    [InlineData("/jobs/days/runs/compare?a=1&b=%3Cimg%3E", HttpStatusCode.BadRequest)]
    public async Task A_page_is_there_where_its_job_and_run_are(string path, HttpStatusCode status)
    {
        using var answer = await _client!.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(status, answer.StatusCode);
        Assert.DoesNotContain("<img", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_field_of_the_log_s_form_is_no_run_and_what_was_asked_stays_in_the_form()
    {
        var html = await _client!.GetStringAsync(new Uri("/jobs/days/log?run=&level=warning&text=day%3D1%22%3E", UriKind.Relative));

        Assert.Equal(new LogQuery(null, "warning", "day=1\">"), _runs.AskedLog);
        Assert.Contains("value=\"day=1&quot;&gt;\"", html, StringComparison.Ordinal);
        Assert.Contains("<option value=\"warning\" selected", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Machine_and_source_are_looked_at_only_when_somebody_asks_who_has_signed_in()
    {
        await _client!.GetStringAsync(new Uri("/jobs/days/config", UriKind.Relative));
        Assert.False(_runs.AskedDoctor);

        var html = await _client.GetStringAsync(new Uri("/jobs/days/config?doctor=1", UriKind.Relative));
        Assert.False(_runs.AskedDoctor);
        Assert.Contains("<code>backfill doctor</code>", html, StringComparison.Ordinal);

        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _settings.Keys.Token);
        await _client.GetStringAsync(new Uri("/jobs/days/config?doctor=1", UriKind.Relative));
        Assert.True(_runs.AskedDoctor);
    }
}
