using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ActorBackfill.Host.Tests.Dashboards.Browsing;

/// <summary>What holds for every page, looked at by a browser: those that the pages themselves lead to.</summary>
[Collection(SharedChromium.Name)]
public sealed class EveryPageTests(SharedChromium chromium) : IDisposable
{
    private readonly HostileJob _job = new();

    public void Dispose() => _job.Dispose();

    [SkippableFact]
    public async Task Every_page_is_sound_for_a_screen_reader_reaches_no_other_server_and_takes_no_text_for_markup()
    {
        SharedChromium.Needed();
        await _job.RunAsync();
        using var dashboard = await ServedDashboard.StartAsync(_job.Directory);
        await using var watched = await chromium.OpenAsync(dashboard.Address);

        var pages = await PagesAsync(watched);
        Assert.True(pages.Count >= 11, string.Join('\n', pages));
        foreach (var path in pages)
        {
            var response = await watched.GoAsync(path);
            var policy = await response.HeaderValueAsync("content-security-policy");
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.NotEqual("", await watched.Page.TitleAsync());
            await watched.PictureAsync("light" + path);
            var axe = await watched.Page.RunAxe();
            Assert.True(
                axe.Violations.All(v => v.Impact is not ("serious" or "critical")),
                $"{path}: " + string.Join('\n', axe.Violations.Select(v => $"{v.Impact} {v.Id}: {v.Help}\n" + string.Join('\n', v.Nodes.Take(3).Select(n => n.Html)))));
        }

        watched.AssertNoOffence();
    }

    [SkippableTheory]
    [InlineData(375, ColorScheme.Light)]
    [InlineData(375, ColorScheme.Dark)]
    [InlineData(1920, ColorScheme.Dark)]
    public async Task Every_page_fits_its_window(int width, ColorScheme scheme)
    {
        SharedChromium.Needed();
        await _job.RunAsync();
        using var dashboard = await ServedDashboard.StartAsync(_job.Directory);
        await using var watched = await chromium.OpenAsync(dashboard.Address, width, scheme);

        foreach (var path in await PagesAsync(watched))
        {
            await watched.GoAsync(path);
            await watched.PictureAsync($"{width}-{scheme}{path}");
            var wide = await watched.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
            Assert.True(wide <= width, $"{path} is {wide} pixels wide");
            if (scheme == ColorScheme.Dark)
            {
                var contrast = await watched.Page.RunAxe(new Deque.AxeCore.Commons.AxeRunOptions { RunOnly = Deque.AxeCore.Commons.RunOnlyOptions.Rules("color-contrast") });
                Assert.True(contrast.Violations.Length == 0, $"{path}: " + string.Join('\n', contrast.Violations.SelectMany(v => v.Nodes.Take(3)).Select(n => n.Html)));
            }
        }

        watched.AssertNoOffence();
    }

    // The first page, all of its navigation, one unit of the list and one run.
    private static async Task<IReadOnlyList<string>> PagesAsync(WatchedPage watched)
    {
        await watched.GoAsync("/jobs/" + HostileJob.Name);
        var pages = new List<string> { "/" };
        pages.AddRange(await LinksAsync(watched, "nav a[href^='/']"));
        await watched.GoAsync($"/jobs/{HostileJob.Name}/units");
        pages.AddRange((await LinksAsync(watched, $"main a[href^='/jobs/{HostileJob.Name}/units/']")).Take(1));
        await watched.GoAsync($"/jobs/{HostileJob.Name}/runs");
        pages.AddRange((await LinksAsync(watched, $"main a[href='/jobs/{HostileJob.Name}/runs/1']")).Take(1));
        return [.. pages.Distinct()];
    }

    private static async Task<string[]> LinksAsync(WatchedPage watched, string selector) =>
        await watched.Page.EvalOnSelectorAllAsync<string[]>(selector, "links => links.map(a => a.getAttribute('href'))");
}
