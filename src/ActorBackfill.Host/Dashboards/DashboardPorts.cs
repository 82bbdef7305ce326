using ActorBackfill.Dashboard.Live;
using ActorBackfill.Dashboard.Pages.Jobs;
using ActorBackfill.Host.Dashboards.Live;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBackfill.Host.Dashboards;

/// <summary>Who knows what the pages show: the host's side of every page's port. A page without a line here is not there.</summary>
internal static class DashboardPorts
{
    /// <summary>Adds the ports.</summary>
    /// <param name="services">Where.</param>
    /// <param name="jobs">The jobs that are shown.</param>
    public static void Add(IServiceCollection services, DashboardJobs jobs)
    {
        services
            .AddSingleton(jobs)
            .AddSingleton(jobs.Time)
            .AddSingleton<IShowJobs, ShownJobs>()
            .AddSingleton<IWatchJobs, JobWatch>()
            .AddFeeds();
        foreach (var commands in ControlJobs.All(jobs))
        {
            services.AddSingleton(commands);
        }
    }
}
