using ActorBackfill.Dashboard.Web;
using Microsoft.Playwright;

namespace ActorBackfill.Host.Tests.Dashboards.Browsing;

/// <summary>How a person leaves, looked at by a browser.</summary>
[Collection(SharedChromium.Name)]
public sealed class SignOutPageTests(SharedChromium chromium)
{
    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_page_of_a_session_has_the_button_that_ends_it(bool takesCommands)
    {
        SharedChromium.Needed();
        await using var server = await DashboardServer.StartAsync(new DashboardSettings { AllowsControl = takesCommands });
        await using var watched = await chromium.OpenAsync(new Uri(server.Host.Address));
        await watched.GoAsync("/");
        var exit = watched.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign out" });
        await Assertions.Expect(exit).ToHaveCountAsync(0);

        await watched.GoAsync(new Uri(server.Host.NewLogin()!).PathAndQuery);
        await Assertions.Expect(exit).ToBeVisibleAsync();
        // A page that only says what is wrong has it too.
        await watched.Page.GotoAsync(server.Host.Address + "/nothing", new PageGotoOptions { WaitUntil = WaitUntilState.DOMContentLoaded });
        await exit.ClickAsync();

        await Assertions.Expect(exit).ToHaveCountAsync(0);
        Assert.Empty(await watched.Page.Context.CookiesAsync());
        watched.AssertNoOffence();
    }
}
