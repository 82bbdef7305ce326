using ActorBackfill.Dashboard.Pages.Failures;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.Dashboards.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Dashboards;

public sealed class FailuresPortTests : IDisposable
{
    private readonly ModelJob _job = new();

    [Fact]
    public async Task Groups_say_how_many_when_and_why_a_retry_is_useless()
    {
        _job.Fail("transient", "HTTP 500 for 'x'", 10, 11, 12);
        _job.Append(new UnitsClosed(ModelJob.RunId, ModelJob.At.AddHours(2), [new ClosedUnit(_job.Plan.OrdinalAt(13), UnitOutcome.Failed, 2, "transient", "HTTP 501 for 'y'", 5)]));
        _job.Fail("invalid-data", "no cents", 20);
        _job.Close(UnitOutcome.Quarantined, "invalid-data", _ => "no cents", 21);

        var view = await FailuresAsync();

        Assert.Equal((6L, 2), (view.Units, view.Groups.Length));
        var (lost, wrong) = (view.Groups[0], view.Groups[1]);
        Assert.Equal((4L, "transient", null), (lost.Count, lost.Category, lost.Hint));
        Assert.Equal((24, 3L, 1L, 4L), (lost.Times.Length, lost.Times[0], lost.Times[^1], lost.Times.Sum()));
        Assert.Equal((2L, 1L), (wrong.Count, wrong.Quarantined));
        Assert.StartsWith("the same data fails again", wrong.Hint, StringComparison.Ordinal);
        Assert.Contains("--group", wrong.Retry, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S6_Texts_of_failures_are_text_and_nothing_else()
    {
        _job.Fail("invalid-data", "<img src=x onerror=alert(1)>\u001b[2J\u202e \"'&", 20);

        var html = await ShownPage.HtmlAsync<FailuresPage>(await FailuresAsync());

        Assert.Contains("&lt;img src=x onerror=alert(", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', html);
        Assert.DoesNotContain('\u202e', html);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_without_failures_says_so()
    {
        _job.Settle(1, UnitOutcome.Done, 1, 2);

        Assert.Contains("No unit has failed.", await ShownPage.HtmlAsync<FailuresPage>(await FailuresAsync()), StringComparison.Ordinal);
    }

    public void Dispose() => _job.Dispose();

    private async Task<FailuresView> FailuresAsync() => (await new FailuresPort(ShownPage.Jobs(_job.Directory, "model.conf")).FailuresAsync("model", default))!;
}
