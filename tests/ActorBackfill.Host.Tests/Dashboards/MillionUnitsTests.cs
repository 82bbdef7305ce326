using System.Diagnostics;
using System.Net;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.Tests.Fakes;
using Xunit.Abstractions;

namespace ActorBackfill.Host.Tests.Dashboards;

/// <summary>The pages about units where there are a million of them: how long the server takes for each, by the median of several.</summary>
[Trait("Category", "Soak")]
[Collection(Processes.Alone.Name)]
public sealed class MillionUnitsTests(ITestOutputHelper output)
{
    // 300 ms are what a quiet machine must not need, and 0.7 s what it took beside five builds; a walk of all units for each cell or row takes minutes.
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(10);

    private static readonly string[] Pages =
    [
        "calendar", "calendar?by=", "calendar?zoom=year", "calendar?zoom=day", "calendar?row=100", "units", "units?state=open", "units?state=failed", "units?state=empty",
        "units?filter=date%3D2024-11", "units?filter=error%3Dtransient", "units?filter=error%3Dnothing", "units?retry=1&filter=date%3D2023",
    ];

    [Theory]
    [InlineData("state")]
    [InlineData("account")]
    public async Task Every_page_about_a_million_units_of_days_and_values_is_there_at_once(string name)
    {
        using var job = new ModelJob($"date {{ range = [2015-01-01, 2024-12-31], step = day }}, {name} {{ values = [{string.Join(", ", Enumerable.Range(1, 274).Select(i => $"v{i:000}"))}] }}");
        Fill(job);
        await MeasureAsync(job, [.. Pages, $"units?filter={name}%3Dv270%20and%20date%3E%3D2024-12", $"units?filter={name}%3Dv270&after={Uri.EscapeDataString(job.Plan.UnitAt(999_999).Key)}"]);
    }

    [Fact]
    public async Task Every_page_about_a_million_numbers_is_there_at_once()
    {
        using var job = new ModelJob("n { range = [1, 1000000] }");
        Fill(job);
        await MeasureAsync(job, ["calendar", "units", "units?state=open", "units?state=failed", "units?filter=n%3E%3D999990", "units?filter=n%3D500000", "units?filter=error%3Dtransient%20and%20n%3E900000"]);
    }

    // All are done but the last 500 and one in a hundred, which failed.
    private static void Fill(ModelJob job)
    {
        for (var first = 0L; first < job.Plan.Count - 500; first += 3_000)
        {
            long[] places = [.. Enumerable.Range(0, (int)Math.Min(3_000, job.Plan.Count - 500 - first)).Select(i => first + i)];
            job.Settle(1, UnitOutcome.Done, places.Where(p => p % 100 > 0));
            job.Fail("transient", "refused", places.Where(p => p % 100 == 0));
        }
    }

    private async Task MeasureAsync(ModelJob job, IEnumerable<string> pages)
    {
        await using var shown = await ShownPages.StartAsync(job);
        // The first one folds the journal.
        Assert.Equal(HttpStatusCode.OK, (await shown.GetAsync("/jobs/model/calendar")).Status);
        foreach (var page in pages)
        {
            var times = new List<TimeSpan>();
            var length = 0;
            for (var turn = 0; turn < 5; turn++)
            {
                var started = Stopwatch.GetTimestamp();
                var (status, text) = await shown.GetAsync("/jobs/model/" + page);
                times.Add(Stopwatch.GetElapsedTime(started));
                length = text.Length;
                Assert.Equal(HttpStatusCode.OK, status);
                Assert.InRange(length, 1_000, 300_000);
            }

            var median = times.Order().ElementAt(2);
            output.WriteLine($"{page}: {median.TotalMilliseconds:0} ms, {length} characters");
            Assert.True(median < Most, $"{page} took {median}");
        }
    }
}
