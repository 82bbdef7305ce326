using ActorBackfill.Dashboard.Commands;
using ActorBackfill.Dashboard.Pages.Calendar;
using ActorBackfill.Dashboard.Pages.Unit;
using ActorBackfill.Dashboard.Pages.Units;
using ActorBackfill.Host.Dashboards.Calendar;
using ActorBackfill.Host.Dashboards.Unit;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBackfill.Host.Dashboards.Units;

/// <summary>The host's side of the pages about units.</summary>
internal static class UnitPorts
{
    /// <summary>Adds the ports.</summary>
    /// <param name="services">Where.</param>
    public static IServiceCollection AddUnits(this IServiceCollection services) => services
        .AddSingleton<IShowCalendar, CalendarPort>()
        .AddSingleton<IShowUnits, UnitsPort>()
        .AddSingleton<IShowUnit, UnitPort>()
        .AddSingleton<IRetryUnits, RetryPort>()
        .AddSingleton<ICommandJobs, RetryCommands>();
}
