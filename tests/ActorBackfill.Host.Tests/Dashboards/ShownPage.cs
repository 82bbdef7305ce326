using ActorBackfill.Dashboard.Web;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Dashboards;
using ActorBackfill.Host.Tests.Fakes;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBackfill.Host.Tests.Dashboards;

/// <summary>Jobs as the dashboard sees them, and pages as it sends them.</summary>
internal static class ShownPage
{
    /// <summary>Gets the jobs of a dashboard that was given one file.</summary>
    public static DashboardJobs Jobs(string directory, string file, params IEnumerable<string> settings)
    {
        var talk = new Talk(new RecordingTerminal(directory: directory).Terminal, false, true, false, true, true);
        var choice = new JobChoice(Path.Combine(directory, file), null, null, null, ".backfill", [.. settings]);
        return new DashboardJobs(Path.Combine(directory, ".backfill"), [choice], choice, talk);
    }

    /// <summary>Renders a page.</summary>
    public static async Task<string> HtmlAsync<TPage>(object? view)
        where TPage : IComponent
    {
        Assert.NotNull(view);
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        return await PageAnswer.RenderAsync<TPage>(services, new PageFrame { Title = "A page", Job = "days" }, view);
    }
}
