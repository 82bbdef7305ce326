using System.Text.Json;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.ReadModels;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Triage;

public sealed class RetryTests : IDisposable
{
    private readonly ModelJob _job = new();

    public RetryTests()
    {
        _job.Settle(1, UnitOutcome.Done, 1, 2);
        _job.Fail("transient", "HTTP 500 for 'x'", 10, 11, 12);
        _job.Fail("invalid-data", "no cents", 20, 21);
        _job.Close(UnitOutcome.Quarantined, "crashed-process", _ => "the process died", 30);
    }

    [Fact]
    public async Task A_group_is_opened_again_and_the_second_time_there_is_nothing_to_do()
    {
        var (exit, text, error) = await _job.RunAsync("retry", "--group", "1", "--yes", "--reason", "the API is whole again");

        Assert.Equal(0, exit);
        Assert.StartsWith("3 units open again\n", text, StringComparison.Ordinal);
        Assert.Contains("backfill run", text, StringComparison.Ordinal);
        Assert.Contains("3 units (3 failed)", error, StringComparison.Ordinal);
        Assert.Equal((3, 2, 1), Counts());
        using (var model = ReadModelStore.Open(_job.Job))
        {
            var change = Assert.Single(model.Changes());
            Assert.Equal(("requeued", Environment.UserName, "the API is whole again", 3L), (change.Kind, change.By, change.Text, change.Units));
        }

        (exit, text, _) = await _job.RunAsync("retry", "--group", "1", "--yes");
        Assert.Equal((0, "nothing to open again\n"), (exit, text));
        Assert.Equal((3, 2, 1), Counts());
    }

    [Fact]
    public async Task Units_in_quarantine_stay_there_unless_they_are_asked_for()
    {
        var (_, text, _) = await _job.RunAsync("retry", "--failed", "--yes", "--json");
        using var all = JsonDocument.Parse(text);
        Assert.Equal(5, all.RootElement.GetProperty("requeued").GetInt32());
        Assert.Equal(1, all.RootElement.GetProperty("leftInQuarantine").GetInt32());

        await _job.RunAsync("retry", "--quarantined", "--yes");
        Assert.Equal((6, 0, 0), Counts());
    }

    [Fact]
    public async Task A_single_unit_may_be_one_that_is_done()
    {
        var (_, text, _) = await _job.RunAsync("retry", "--unit", _job.Plan.UnitAt(1).Key, "--yes");

        Assert.StartsWith("1 unit open again\n", text, StringComparison.Ordinal);
        using var model = ReadModelStore.Open(_job.Job);
        Assert.True(model.Planes.Reopened.Contains(_job.Plan.OrdinalAt(1)));
    }

    [Fact]
    public async Task A_filter_chooses_and_data_errors_are_said_to_be_useless_to_retry()
    {
        var (exit, _, error) = await _job.RunAsync("retry", "--filter", "error=invalid-data");

        Assert.Equal(ExitCode.Usage, exit);
        Assert.Contains("2 units (2 failed)", error, StringComparison.Ordinal);
        Assert.Contains("the same data fails again", error, StringComparison.Ordinal);
        Assert.Contains("--yes", error, StringComparison.Ordinal);
        Assert.Equal((0, 5, 1), Counts());
    }

    [Fact]
    public async Task To_say_nothing_about_which_units_is_an_error() => Assert.Equal(ExitCode.Usage, (await _job.RunAsync("retry", "--yes")).Exit);

    [Fact]
    public async Task Failures_come_in_groups_with_the_command_that_retries_them()
    {
        var (exit, text, _) = await _job.RunAsync("failures");

        Assert.Equal(0, exit);
        Assert.StartsWith("model: 6 units failed, in 3 groups\n", text, StringComparison.Ordinal);
        Assert.Contains("#1  3 x transient: HTTP * for *", text, StringComparison.Ordinal);
        Assert.Contains("retrying is useless until the source or the job's columns change", text, StringComparison.Ordinal);
        Assert.Contains("--group 3", text, StringComparison.Ordinal);
    }

    public void Dispose() => _job.Dispose();

    private (long Open, long Failed, long Quarantined) Counts()
    {
        using var model = ReadModelStore.Open(_job.Job);
        var counts = model.Counts();
        // All other units of the plan have never run.
        return (counts.Open - (200 - 8), counts.Failed, counts.Quarantined);
    }
}
