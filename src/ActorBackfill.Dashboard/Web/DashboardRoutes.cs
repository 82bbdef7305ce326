using ActorBackfill.Dashboard.Commands;
using ActorBackfill.Dashboard.Live;
using ActorBackfill.Dashboard.Pages.Calendar;
using ActorBackfill.Dashboard.Pages.Compare;
using ActorBackfill.Dashboard.Pages.Config;
using ActorBackfill.Dashboard.Pages.Failures;
using ActorBackfill.Dashboard.Pages.Jobs;
using ActorBackfill.Dashboard.Pages.Limits;
using ActorBackfill.Dashboard.Pages.Log;
using ActorBackfill.Dashboard.Pages.Overview;
using ActorBackfill.Dashboard.Pages.Runs;
using ActorBackfill.Dashboard.Pages.Submitted;
using ActorBackfill.Dashboard.Pages.Unit;
using ActorBackfill.Dashboard.Pages.Units;
using ActorBackfill.Dashboard.Pages.Workers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBackfill.Dashboard.Web;

/// <summary>All routes of the dashboard: its assets, and the pages whose ports there are.</summary>
public static class DashboardRoutes
{
    // The port that knows what is shown, and what adds the routes of its page. A page whose port nobody has registered is not there.
    private static readonly (Type Port, Action<IEndpointRouteBuilder> Map)[] Pages =
    [
        (typeof(IShowJobs), JobsRoutes.MapJobs),
        (typeof(IShowSubmitted), SubmittedRoutes.MapSubmitted),
        (typeof(IWatchJobs), OverviewRoutes.MapOverview),
        (typeof(IWatchJobs), WorkersRoutes.MapWorkers),
        (typeof(IWatchJobs), LimitsRoutes.MapLimits),
        (typeof(IWatchJobs), FeedRoutes.MapFeeds),
        (typeof(IShowRuns), RunsRoutes.MapRuns),
        (typeof(IShowCompare), CompareRoutes.MapCompare),
        (typeof(IShowFailures), FailuresRoutes.MapFailures),
        (typeof(IShowConfig), ConfigRoutes.MapConfig),
        (typeof(IShowLog), LogRoutes.MapLog),
        (typeof(IShowCalendar), CalendarRoutes.MapCalendar),
        (typeof(IShowUnits), UnitsRoutes.MapUnits),
        (typeof(IShowUnit), UnitRoutes.MapUnit),
    ];

    /// <summary>Adds the routes.</summary>
    /// <param name="routes">The routes.</param>
    public static void MapDashboard(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("").WithMetadata(new OfDashboard());
        own.MapAssets();
        own.MapLogin();
        own.MapCommands();
        var known = routes.ServiceProvider.GetRequiredService<IServiceProviderIsService>();
        foreach (var page in Pages.Where(page => known.IsService(page.Port)))
        {
            page.Map(own);
        }
    }

    /// <summary>Gets whether a request is for one of these routes, on a server that has others too.</summary>
    /// <param name="http">The request, after the routing.</param>
    public static bool Has(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<OfDashboard>() is not null;

    private sealed class OfDashboard;
}
