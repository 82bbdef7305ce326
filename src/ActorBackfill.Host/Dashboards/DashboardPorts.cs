using ActorBackfill.Dashboard.Commands;
using ActorBackfill.Dashboard.Live;
using ActorBackfill.Dashboard.Pages.Compare;
using ActorBackfill.Dashboard.Pages.Config;
using ActorBackfill.Dashboard.Pages.Failures;
using ActorBackfill.Dashboard.Pages.Jobs;
using ActorBackfill.Dashboard.Pages.Log;
using ActorBackfill.Dashboard.Pages.Runs;
using ActorBackfill.Dashboard.Web;
using ActorBackfill.Host.Dashboards.Compare;
using ActorBackfill.Host.Dashboards.Config;
using ActorBackfill.Host.Dashboards.Failures;
using ActorBackfill.Host.Dashboards.Live;
using ActorBackfill.Host.Dashboards.Log;
using ActorBackfill.Host.Dashboards.Runs;
using ActorBackfill.Host.Dashboards.Units;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBackfill.Host.Dashboards;

/// <summary>Who knows what the pages show: the host's side of every page's port. A page without a line here is not there.</summary>
internal static class DashboardPorts
{
    /// <summary>Adds the ports, that of the list of jobs too, and the commands to their runs.</summary>
    /// <param name="services">Where.</param>
    /// <param name="jobs">The jobs that are shown.</param>
    public static void Add(IServiceCollection services, DashboardJobs jobs)
    {
        services.AddSingleton(jobs).AddSingleton<IShowJobs, ShownJobs>();
        AddOfJobs(services, jobs);
        foreach (var commands in ControlJobs.All(jobs))
        {
            services.AddSingleton(commands);
        }
    }

    /// <summary>Adds the ports of the pages about single jobs.</summary>
    /// <param name="services">Where.</param>
    /// <param name="jobs">The jobs that are shown.</param>
    public static void AddOfJobs(IServiceCollection services, IFindJobs jobs)
    {
        services
            .AddSingleton(jobs)
            .AddSingleton(jobs.Time)
            .AddSingleton<IExplainTrouble, ExplainedTrouble>()
            .AddSingleton<IWatchJobs, JobWatch>()
            .AddSingleton<IShowRuns, RunsPort>()
            .AddSingleton<IShowCompare, ComparePort>()
            .AddSingleton<IShowFailures, FailuresPort>()
            .AddSingleton<IParkUnits, ParkPort>()
            .AddSingleton<ICommandJobs, ParkCommands>()
            .AddSingleton<IShowConfig, ConfigPort>()
            .AddSingleton<IShowLog, LogPort>()
            .AddFeeds()
            .AddUnits();
    }
}
