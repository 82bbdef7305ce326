using System.Text.Json;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.ReadModels;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Parking;

public sealed class ParkTests : IDisposable
{
    private readonly ModelJob _job = new();

    public ParkTests()
    {
        _job.Settle(1, UnitOutcome.Done, 1, 2);
        _job.Fail("transient", "HTTP 500 for 'x'", 10, 11, 12);
        _job.Close(UnitOutcome.Skipped, null, _ => "declined", 20);
    }

    [Fact]
    public async Task A_group_is_quarantined_and_the_second_time_there_is_nothing_to_do()
    {
        var (exit, text, error) = await _job.RunAsync("park", "--group", "1", "--yes", "--reason", "the API is broken until May");

        Assert.Equal(0, exit);
        Assert.StartsWith("3 units quarantined\n", text, StringComparison.Ordinal);
        Assert.Contains("--quarantined", text, StringComparison.Ordinal);
        Assert.Contains("group 1: 3 units (3 failed)", error, StringComparison.Ordinal);
        Assert.Equal((0, 0, 3), Counts());
        using (var model = ReadModelStore.Open(_job.Job))
        {
            var change = Assert.Single(model.Changes());
            Assert.Equal(("quarantined", Environment.UserName, "the API is broken until May", 3L), (change.Kind, change.By, change.Text, change.Units));
            var group = Assert.Single(model.Groups());
            Assert.Equal(("transient", 3L, 3L), (group.Category, group.Count, group.Quarantined));
        }

        (exit, text, _) = await _job.RunAsync("park", "--group", "1", "--yes");
        Assert.Equal(0, exit);
        Assert.StartsWith("nothing to park\n", text, StringComparison.Ordinal);
        Assert.Contains("3 in quarantine already", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_units_are_parked_for_the_reason_given_and_a_retry_takes_it_back()
    {
        var key = _job.Plan.UnitAt(50).Key;
        await _job.RunAsync("park", "--unit", key, "--yes", "--reason", "not before May");

        Assert.Equal((-1, 3, 1), Counts());
        var (_, units, _) = await _job.RunAsync("units", "--outcome", "quarantined", "--json");
        Assert.Contains("\"not before May\"", units, StringComparison.Ordinal);
        Assert.Contains("\"parked\"", units, StringComparison.Ordinal);
        var (_, why, _) = await _job.RunAsync("why", key);
        Assert.Contains("not before May", why, StringComparison.Ordinal);

        await _job.RunAsync("retry", "--unit", key, "--yes");
        Assert.Equal((0, 3, 0), Counts());
    }

    [Fact]
    public async Task A_filter_takes_what_is_open_or_failed_and_the_rest_stays()
    {
        var (exit, text, _) = await _job.RunAsync("park", "--filter", "state=VIC", "--unit", _job.Plan.UnitAt(1).Key, "--unit", _job.Plan.UnitAt(20).Key, "--yes", "--json");

        using var json = JsonDocument.Parse(text);
        var root = json.RootElement;
        Assert.Equal(0, exit);
        // VIC is every fifth unit of 200: all but unit 20, which was skipped; unit 10 had failed.
        Assert.Equal((39, 2, 0), (root.GetProperty("parked").GetInt32(), root.GetProperty("endedAlready").GetInt32(), root.GetProperty("quarantinedAlready").GetInt32()));
        Assert.Equal((38, 1), (root.GetProperty("units").GetProperty("open").GetInt32(), root.GetProperty("units").GetProperty("failed").GetInt32()));
        Assert.Equal((-38, 2, 39), Counts());
    }

    [Fact]
    public async Task Nothing_is_parked_without_a_yes_or_a_word_about_which()
    {
        var (exit, _, error) = await _job.RunAsync("park", "--failed");

        Assert.Equal(ExitCode.Usage, exit);
        Assert.Contains("3 units (3 failed)", error, StringComparison.Ordinal);
        Assert.Contains("--yes", error, StringComparison.Ordinal);
        Assert.Equal((0, 3, 0), Counts());
        Assert.Equal(ExitCode.Usage, (await _job.RunAsync("park", "--yes")).Exit);
    }

    [Fact]
    public async Task The_history_says_what_was_parked_and_why()
    {
        await _job.RunAsync("park", "--failed", "--yes", "--reason", "broken");

        var (exit, text, _) = await _job.RunAsync("changes");

        Assert.Equal(0, exit);
        Assert.Contains("quarantine", text, StringComparison.Ordinal);
        Assert.Contains("broken", text, StringComparison.Ordinal);
    }

    public void Dispose() => _job.Dispose();

    private (long Open, long Failed, long Quarantined) Counts()
    {
        using var model = ReadModelStore.Open(_job.Job);
        var counts = model.Counts();
        // All other units of the plan have never run.
        return (counts.Open - (200 - 6), counts.Failed, counts.Quarantined);
    }
}
