using ActorBackfill.Dashboard.Pages.Submitted;
using ActorBackfill.Dashboard.Pages.Units;
using ActorBackfill.Dashboard.Web;
using ActorBackfill.Host.Dashboards;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBackfill.Host.Serving.Pages;

/// <summary>The pages of a server that takes jobs: the dashboard's over the runs of submitted jobs, with the same guard, beside the API.</summary>
/// <param name="settings">Who may do what; loopback.</param>
/// <param name="book">Knows the submitted jobs; null when there is no manager.</param>
/// <param name="jobs">Their runs; null when there is no manager.</param>
/// <param name="problem">Why there is no manager; null when there is one.</param>
internal sealed class ServePages(DashboardSettings settings, SubmittedBook? book, ServedJobs? jobs, string? problem)
{
    /// <summary>Gets who may do what.</summary>
    public DashboardSettings Settings => settings;

    /// <summary>Adds what the pages need.</summary>
    /// <param name="services">Where.</param>
    public void Add(IServiceCollection services)
    {
        services.AddDashboard(settings);
        if (book is null || jobs is null)
        {
            services.AddSingleton<IShowSubmitted>(new NoSubmitted(problem ?? ""));
            return;
        }

        DashboardPorts.AddOfJobs(services, jobs);
        services.AddSingleton<IShowSubmitted>(new SubmittedPort(book, jobs)).AddSingleton<IRetryUnits>(new ServedRetry(book, jobs));
        foreach (var commands in SubmittedCommands.All(book, jobs))
        {
            services.AddSingleton(commands);
        }
    }

    /// <summary>Adds the guard of the pages; the API has its own rules.</summary>
    /// <param name="app">Where, after the routing.</param>
    public void Use(IApplicationBuilder app) => app.UseWhen(DashboardRoutes.Has, pages =>
    {
        pages.UseDashboard();
        pages.Use(RefreshAsync);
    });

    // A job that was submitted since is found by its runs' names too.
    private async Task RefreshAsync(HttpContext http, RequestDelegate next)
    {
        if (book is not null && http.Request.RouteValues.ContainsKey("job"))
        {
            await book.RefreshAsync(http.RequestAborted);
        }

        await next(http);
    }

    private sealed class NoSubmitted(string problem) : IShowSubmitted
    {
        public Task<SubmittedView> NewestAsync(CancellationToken cancellation) =>
            Task.FromResult(new SubmittedView([]) { Problem = $"{Http.NoManager.Text}: {problem}" });
    }
}
