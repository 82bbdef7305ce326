using ActorBackfill.Dashboard.Pages.Units;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.Dashboards.Units;
using ActorBackfill.Host.ReadModels;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Dashboards;

public sealed class RetryPortTests : IDisposable
{
    private readonly ModelJob _job = new();
    private readonly RetryPort _retry;

    public RetryPortTests()
    {
        _job.Settle(1, UnitOutcome.Done, 1, 2);
        _job.Fail("transient", "HTTP 500 for 'x'", Enumerable.Range(10, 30).Select(i => (long)i));
        _job.Fail("invalid-data", "no cents", 50, 51);
        _job.Close(UnitOutcome.Quarantined, "crashed-process", _ => "the process died", 60);
        _retry = new RetryPort(ShownPages.Of(_job));
    }

    [Fact]
    public async Task A_group_is_counted_opened_and_journaled_and_the_second_time_passed_over()
    {
        var request = new RetryRequest { Group = 1, Reason = "the API is whole again" };
        var preview = await PreviewAsync(request);
        Assert.Equal((30L, 10), (preview.Count, preview.First.Length));
        Assert.Equal(_job.Plan.UnitAt(10).Key, preview.First[0]);

        var first = await RetryAsync(request with { Confirm = preview.Count });
        Assert.Equal((true, 30L, 0L), (first.IsDone, first.Opened, first.Skipped));
        var second = await RetryAsync(request with { Confirm = preview.Count });
        Assert.Equal((true, 0L, 30L), (second.IsDone, second.Opened, second.Skipped));

        using var model = ReadModelStore.Open(_job.Job);
        var change = Assert.Single(model.Changes());
        Assert.Equal(("requeued", $"{Environment.UserName} (dashboard from 127.0.0.1)", "the API is whole again", 30L), (change.Kind, change.By, change.Text, change.Units));
        Assert.Equal((2L, 1L), (model.Counts().Failed, model.Counts().Quarantined));
    }

    [Fact]
    public async Task When_the_number_has_changed_since_the_preview_nothing_is_opened()
    {
        var request = new RetryRequest { Filter = "error=transient" };
        var preview = await PreviewAsync(request);
        await _job.RunAsync("retry", "--filter", "error=transient and state=VIC", "--yes");

        var outcome = await RetryAsync(request with { Confirm = preview.Count });

        Assert.Equal((false, "count-changed", 24L), (outcome.IsDone, outcome.Code, outcome.Count));
        using var model = ReadModelStore.Open(_job.Job);
        Assert.Equal(24 + 2, model.Counts().Failed);
    }

    [Fact]
    public async Task Two_clicks_at_once_open_every_unit_once()
    {
        var request = new RetryRequest { States = ["failed", "quarantined"], Confirm = 33 };

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RetryAsync(request))));

        Assert.Equal([0, 0, 0, 33], outcomes.Select(o => o.Opened).Order());
        Assert.Equal([0, 33, 33, 33], outcomes.Select(o => o.Skipped).Order());
        using var model = ReadModelStore.Open(_job.Job);
        Assert.Equal(33, Assert.Single(model.Changes()).Units);
    }

    [Fact]
    public async Task The_page_and_the_console_at_once_open_every_unit_once()
    {
        var page = Task.Run(() => RetryAsync(new RetryRequest { Filter = "error=transient", Confirm = 30 }));
        var console = Task.Run(() => _job.RunAsync("retry", "--filter", "error=transient", "--yes"));
        await Task.WhenAll(page, console);

        using var model = ReadModelStore.Open(_job.Job);
        // Whoever came second found the job held, or nothing left to do.
        Assert.Equal(30, model.Changes().Sum(c => c.Units));
        Assert.Equal(2, model.Counts().Failed);
    }

    [Fact]
    public async Task Without_a_preview_or_with_a_filter_that_is_none_nothing_is_opened()
    {
        Assert.Equal("not-confirmed", (await RetryAsync(new RetryRequest())).Code);
        Assert.Equal("filter", (await RetryAsync(new RetryRequest { Filter = "nothing=1", Confirm = 1 })).Code);
        Assert.Equal("state", (await RetryAsync(new RetryRequest { States = ["done"], Confirm = 2 })).Code);
        Assert.NotNull((await PreviewAsync(new RetryRequest { Filter = "state=" })).Error);
        using var model = ReadModelStore.Open(_job.Job);
        Assert.Empty(model.Changes());
    }

    [Fact]
    public async Task A_single_unit_may_be_one_that_is_done()
    {
        var request = new RetryRequest { Units = [_job.Plan.UnitAt(1).Key] };
        Assert.Equal(1, (await PreviewAsync(request)).Count);

        Assert.Equal(1, (await RetryAsync(request with { Confirm = 1 })).Opened);

        Assert.Equal(1, (await PreviewAsync(request)).OpenAlready);
        Assert.Equal((0L, 1L), ((await RetryAsync(request with { Confirm = 1 })).Opened, (await RetryAsync(request with { Confirm = 1 })).Skipped));
    }

    [Fact]
    public async Task Hints_say_where_a_retry_is_useless_and_units_in_quarantine_stay_there()
    {
        var preview = await PreviewAsync(new RetryRequest());

        Assert.Equal((32L, 1L), (preview.Count, preview.LeftInQuarantine));
        Assert.Contains(preview.Hints, h => h.StartsWith("2 x invalid-data: the same data fails again", StringComparison.Ordinal));
    }

    public void Dispose() => _job.Dispose();

    private async Task<RetryPreview> PreviewAsync(RetryRequest request) => (await _retry.PreviewAsync("model", request, CancellationToken.None))!;

    private async Task<RetryOutcome> RetryAsync(RetryRequest request) => (await _retry.RetryAsync("model", request, "dashboard from 127.0.0.1", CancellationToken.None))!;
}
