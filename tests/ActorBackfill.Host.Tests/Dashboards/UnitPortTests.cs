using ActorBackfill.Dashboard.Pages.Unit;
using ActorBackfill.Dashboard.Web;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.Dashboards.Live;
using ActorBackfill.Host.Dashboards.Unit;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Dashboards;

public sealed class UnitPortTests : IDisposable
{
    private readonly ModelJob _job = new();

    [Fact]
    public async Task What_the_journal_has_of_a_unit_stands_in_its_order_and_nothing_of_others()
    {
        _job.Append(new AttemptsFailed(ModelJob.RunId, ModelJob.At, [new FailedAttempt(_job.Plan.OrdinalAt(7), 1, "timeout", "no answer", 5, ModelJob.At)]));
        _job.Fail("timeout", "no answer in 30 s", 7, 8);
        _job.Requeue(7);
        _job.Settle(1, UnitOutcome.Done, 7);

        var view = await ViewAsync(7);

        Assert.Equal("attempt failed open done", string.Join(' ', view.Moments.Select(m => m.Kind)));
        Assert.Contains("asked for by anna, again", view.Moments[2].Text, StringComparison.Ordinal);
        Assert.Equal(("done", false, true), (view.State, view.RunsAgain, view.CanRetry));
    }

    [Fact]
    public async Task Why_a_unit_is_not_done_is_what_the_console_says()
    {
        _job.Fail("timeout", "no answer in 30 s", 7);

        var failed = await ViewAsync(7);
        var open = await ViewAsync(9);

        Assert.Equal(("failed", "timeout", "no answer in 30 s", 1L), (failed.State, failed.Category, failed.Text, failed.Group));
        Assert.Equal("The next run tries it again.", Assert.Single(failed.Reasons));
        Assert.Equal(("open", false), (open.State, open.CanRetry));
        var (_, console, _) = await _job.RunAsync("why", _job.Plan.UnitAt(9).Key);
        Assert.Contains(Assert.Single(open.Reasons), console, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_that_is_to_run_again_keeps_its_state_and_cannot_be_opened_once_more()
    {
        _job.Settle(1, UnitOutcome.Done, 7);
        _job.Requeue(7);

        var view = await ViewAsync(7);

        Assert.Equal(("done", true, false), (view.State, view.RunsAgain, view.CanRetry));
    }

    public void Dispose() => _job.Dispose();

    private async Task<UnitView> ViewAsync(long place)
    {
        var jobs = ShownPages.Of(_job);
        return (await new UnitPort(jobs, new JobWatch(jobs, new DashboardSettings())).UnitAsync("model", _job.Plan.UnitAt(place).Key, CancellationToken.None))!;
    }
}
