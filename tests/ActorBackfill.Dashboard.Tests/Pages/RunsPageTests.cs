using ActorBackfill.Dashboard.Pages.Runs;
using ActorBackfill.Dashboard.Web;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBackfill.Dashboard.Tests.Pages;

public sealed class RunsPageTests
{
    [Fact]
    public async Task Names_of_the_job_are_text_and_nothing_else()
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var view = new RunsView { Job = "days", Runs = ["<img src=x onerror=alert(1)>"] };

        var html = await PageAnswer.RenderAsync<RunsPage>(services, new PageFrame { Title = "Runs of <days>" }, view);

        Assert.Contains("<li>&lt;img src=x onerror=alert(1)&gt;</li>", html, StringComparison.Ordinal);
        Assert.Contains("<h1>Runs of &lt;days&gt;</h1>", html, StringComparison.Ordinal);
    }
}
