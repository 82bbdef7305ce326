using System.Text.Json;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Planning;

public sealed class PlanEstimateTests : IDisposable
{
    private readonly ModelJob _job = new();

    [Fact]
    public async Task A_plan_takes_what_units_of_the_same_values_took_and_says_so()
    {
        // Five states a day: the units of one take 3 s, those of the others 0.2 s.
        _job.Settle(1, UnitOutcome.Done, p => p % 5 == 1 ? 3_000 : 200, Enumerable.Range(0, 100).Select(p => (long)p));

        var (exit, text, _) = await _job.RunAsync("plan", "--workers", "1");
        var (_, json, _) = await _job.RunAsync("plan", "--workers", "1", "--json");

        Assert.Equal(0, exit);
        Assert.Matches(@"in 8 of 10 runs between .* and .* \(measured by state over 100 units: 0\.\d+ s \(\w+\) to [23]\.\d* s \(NSW\) a unit, 1 at a time\)", text);
        using var document = JsonDocument.Parse(json);
        var (expected, low, high) = (document.RootElement.GetProperty("secondsExpected").GetDouble(), document.RootElement.GetProperty("secondsLow").GetDouble(), document.RootElement.GetProperty("secondsHigh").GetDouble());
        Assert.InRange(expected, 0.85 * 20 * 3.8, 1.15 * 20 * 3.8);
        Assert.InRange(expected, low, high);
    }

    [Fact]
    public async Task A_plan_that_was_never_run_has_no_time_and_says_why() =>
        Assert.Contains("unknown: nothing has run yet, and the source has no limit", (await _job.RunAsync("plan")).Out, StringComparison.Ordinal);

    public void Dispose() => _job.Dispose();
}
