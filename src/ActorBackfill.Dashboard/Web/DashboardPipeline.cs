using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBackfill.Dashboard.Web;

/// <summary>What a server of the pages needs besides its routes; the guard of all requests (<see cref="RequestGuard"/>) stands before it.</summary>
public static class DashboardPipeline
{
    /// <summary>Adds the parts.</summary>
    /// <param name="services">Where.</param>
    /// <param name="settings">Where pages are served, and who may do what.</param>
    public static IServiceCollection AddDashboard(this IServiceCollection services, DashboardSettings settings) =>
        services.AddSingleton(settings).AddSingleton<FeedSlots>().AddSingleton<PageTurns>();

    /// <summary>Adds who may read and give commands, what is said of jobs that cannot be read, and how many pages are made at a time.</summary>
    /// <param name="app">Where; the routing stands before it.</param>
    public static void UseDashboard(this IApplicationBuilder app)
    {
        app.Use(new AccessGuard(app.ApplicationServices.GetRequiredService<DashboardSettings>()).HandleAsync);
        app.Use(TroubleAnswer.HandleAsync);
        app.Use(app.ApplicationServices.GetRequiredService<PageTurns>().HandleAsync);
    }
}
