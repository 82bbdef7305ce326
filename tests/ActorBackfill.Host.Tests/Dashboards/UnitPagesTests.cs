using System.Net;
using System.Text;
using System.Text.Json;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Dashboards;

public sealed class UnitPagesTests
{
    private const string Hostile = "<img src=x onerror=alert(1)>\"'\u202e\u0000\u001b[31m";

    [Fact]
    public async Task Ten_years_of_days_and_twenty_entities_are_less_than_300_KB_however_mixed_they_are()
    {
        using var job = new ModelJob($"date {{ range = [2015-01-01, 2024-12-31], step = day }}, state {{ values = [{string.Join(", ", Enumerable.Range(1, 20).Select(i => $"state-{i:00}"))}] }}");
        Assert.Equal(73_060, job.Plan.Count);
        // A day of 20 has four states, and so has every month.
        for (var first = 0L; first < job.Plan.Count; first += 3_000)
        {
            long[] places = [.. Enumerable.Range(0, (int)Math.Min(3_000, job.Plan.Count - first)).Select(i => first + i)];
            job.Settle(1, UnitOutcome.Done, places.Where(p => p % 4 < 2));
            job.Fail("transient", "refused", places.Where(p => p % 4 == 2 && p % 3 > 0).Take(300));
            job.Fail("transient", "refused", places.Where(p => p % 4 == 2 && p % 3 > 0).Skip(300));
        }

        await using var shown = await ShownPages.StartAsync(job);
        foreach (var query in (string[])["", "?by=", "?zoom=month", "?zoom=year", "?zoom=day"])
        {
            var (status, text) = await shown.GetAsync("/jobs/model/calendar" + query);

            Assert.Equal(HttpStatusCode.OK, status);
            Assert.InRange(Encoding.UTF8.GetByteCount(text), 10_000, 300_000);
        }
    }

    [Fact]
    public async Task A_cell_of_a_small_calendar_leads_to_its_units_and_a_unit_to_its_page()
    {
        using var job = new ModelJob();
        job.Fail("transient", Hostile, job.Plan.IndexOf("date=2024-01-15/state=NSW"));
        await using var shown = await ShownPages.StartAsync(job);

        var (_, calendar) = await shown.GetAsync("/jobs/model/calendar?by=state");
        Assert.Contains("aria-label=\"NSW 2024-01-15: 1 failed\"", calendar, StringComparison.Ordinal);
        Assert.Contains("/jobs/model/units?filter=state%3DNSW%20and%20date%3D2024-01-15", calendar, StringComparison.Ordinal);

        var (_, units) = await shown.GetAsync("/jobs/model/units?filter=state%3DNSW%20and%20date%3D2024-01-15");
        Assert.Contains("href=\"/jobs/model/units/date%3D2024-01-15/state%3DNSW\"", units, StringComparison.Ordinal);

        var (status, unit) = await shown.GetAsync("/jobs/model/units/date%3D2024-01-15/state%3DNSW");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("The next run tries it again.", unit, StringComparison.Ordinal);
        Assert.Contains("transient", unit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S6_What_sources_say_and_what_lists_hold_is_text_on_every_page_about_units()
    {
        using var job = new ModelJob("date { range = [2024-01-01, 2024-01-03], step = day }, state { values = [\"<img src=x onerror=alert(2)>\", \"a/b%2F'\\\"\"] }");
        job.Fail("transient", Hostile, 0, 1);
        await using var shown = await ShownPages.StartAsync(job);
        var key = string.Join('/', job.Plan.UnitAt(1).Key.Split('/').Select(Uri.EscapeDataString));

        foreach (var path in (string[])["calendar", "calendar?by=state&zoom=year", "units", "units?retry=1", "units?filter=" + Uri.EscapeDataString("state=<img src=x onerror=alert(3)>"), "units/" + key])
        {
            var (status, text) = await shown.GetAsync("/jobs/model/" + path);

            Assert.Equal(HttpStatusCode.OK, status);
            Assert.DoesNotContain("<img", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain('\u202e', text);
            Assert.DoesNotContain("&#x202E;", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain('\u001b', text);
            Assert.DoesNotContain('\0', text);
            Assert.DoesNotContain(" style=", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("state=VIC and", "the filter ends where")]
    [InlineData("state=VIC' or 1=1 --", "&#x27;&#x27;&#x27; at 10")]
    [InlineData("nothing=1", "units have no &#x27;nothing&#x27;")]
    [InlineData("'; DROP TABLE unit; --", "at 1")]
    public async Task A_filter_that_is_none_is_said_on_the_page_with_its_place_and_harms_nothing(string filter, string said)
    {
        using var job = new ModelJob();
        job.Fail("transient", "refused", 3);
        await using var shown = await ShownPages.StartAsync(job);

        var (status, text) = await shown.GetAsync("/jobs/model/units?filter=" + Uri.EscapeDataString(filter));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("role=\"alert\"", text, StringComparison.Ordinal);
        Assert.Contains(said, text, StringComparison.Ordinal);
        var (_, all) = await shown.GetAsync("/jobs/model/units?format=json&limit=1000");
        using var units = JsonDocument.Parse(all);
        Assert.Equal(200, units.RootElement.GetProperty("units").GetArrayLength());
    }

    [Fact]
    public async Task Pages_of_units_go_on_where_the_one_before_ended_and_files_say_the_same()
    {
        using var job = new ModelJob();
        job.Fail("transient", "=1+1", 60, 61);
        await using var shown = await ShownPages.StartAsync(job);

        var (_, first) = await shown.GetAsync("/jobs/model/units?limit=150");
        Assert.Contains($"&amp;after={0}", first.Replace(Uri.EscapeDataString(job.Plan.UnitAt(149).Key), "0", StringComparison.Ordinal).Replace("?after", "&amp;after", StringComparison.Ordinal), StringComparison.Ordinal);
        var (_, second) = await shown.GetAsync("/jobs/model/units?limit=150&after=" + Uri.EscapeDataString(job.Plan.UnitAt(149).Key));
        Assert.Contains(">50 units on this page<", second, StringComparison.Ordinal);
        Assert.DoesNotContain("Next page", second, StringComparison.Ordinal);

        var (_, csv) = await shown.GetAsync("/jobs/model/units?format=csv&state=failed");
        Assert.Equal(3, csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("\"'=1+1\"", csv, StringComparison.Ordinal);
        var (status, wrong) = await shown.GetAsync("/jobs/model/units?format=csv&filter=state");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.StartsWith("the filter ends", wrong, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/jobs/other/calendar")]
    [InlineData("/jobs/other/units")]
    [InlineData("/jobs/other/units/date%3D2024-01-01")]
    [InlineData("/jobs/other/retry-preview")]
    [InlineData("/jobs/model/units/date%3D2024-01-01")]
    [InlineData("/jobs/model/units/date%3D2024-01-01/state%3DXX")]
    [InlineData("/jobs/..%2f..%2fetc/units")]
    public async Task What_there_is_not_is_not_found(string path)
    {
        using var job = new ModelJob();
        await using var shown = await ShownPages.StartAsync(job);

        Assert.Equal(HttpStatusCode.NotFound, (await shown.GetAsync(path)).Status);
    }
}
