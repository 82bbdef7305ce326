using System.Text.Json;
using ActorBackfill.Dashboard.Commands;
using ActorBackfill.Dashboard.Pages.Failures;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.Dashboards.Failures;
using ActorBackfill.Host.Dashboards.Units;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.ReadModels;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Dashboards;

public sealed class RetryGroupTests : IDisposable
{
    private const string Via = "dashboard from 127.0.0.1";

    private readonly ModelJob _job = new();

    [Fact]
    public async Task A_group_of_many_is_opened_again_and_no_other_and_the_second_click_does_nothing()
    {
        _job.Fail("transient", "HTTP 500", Enumerable.Range(0, 150).Select(p => (long)p));
        _job.Fail("invalid-data", "no cents", 150, 151);
        _job.Close(UnitOutcome.Quarantined, "transient", _ => "HTTP 500", 160);
        var jobs = ShownPage.Jobs(_job.Directory, "model.conf");
        var retry = new RetryCommands(new RetryPort(jobs));

        var html = await ShownPage.HtmlAsync<FailuresPage>(await new FailuresPort(jobs).FailuresAsync("model", default));
        Assert.Contains("data-command=\"retry\" data-body=\"{&quot;group&quot;:1,&quot;confirm&quot;:150}\"", html, StringComparison.Ordinal);
        Assert.Contains("Retry 150 units", html, StringComparison.Ordinal);
        var first = await retry.CommandAsync(Command("""{"group":1,"confirm":150}"""), default);

        Assert.Equal((CommandOutcome.Done, "150 units open again."), (first.Outcome, first.Text));
        using (var model = ReadModelStore.Open(_job.Job))
        {
            Assert.Equal((2, 1), (model.Counts().Failed, model.Counts().Quarantined));
            var change = Assert.Single(model.Changes());
            Assert.Equal(("requeued", $"{Environment.UserName} ({Via})", 150L), (change.Kind, change.By, change.Units));
        }

        var second = await retry.CommandAsync(Command("""{"group":1,"confirm":150}"""), default);
        Assert.Equal((0, 150), (second.Result!.Value.GetProperty("opened").GetInt64(), second.Result.Value.GetProperty("skipped").GetInt64()));
    }

    [Fact]
    public async Task The_run_that_goes_on_opens_the_units_of_the_page_and_deals_them()
    {
        using var directory = new WorkDirectory();
        using var source = new DaySource();
        var status = 404;
        source.Status = day => day is "2024-01-02" or "2024-01-03" ? Volatile.Read(ref status) : 200;
        Assert.Equal(ExitCode.UnitsFailed, (await BackfillProcess.RunAsync(directory.Path, "run", WorkDirectory.Job, "--set", "source.base=" + source.Base, "--limit", "6")).Exit);
        Volatile.Write(ref status, 200);
        var before = source.Days.Count;
        source.Hold();
        using var process = BackfillProcess.Start(directory.Path, "run", WorkDirectory.Job, "--set", "source.base=" + source.Base, "--workers", "2", "--filter", "day>=2024-01-10");
        await source.RequestsAsync(before + 2);
        var jobs = ShownPage.Jobs(directory.Path, WorkDirectory.Job, "source.base=" + source.Base);
        var group = Assert.Single((await new FailuresPort(jobs).FailuresAsync("days", default))!.Groups);

        var answer = await new RetryCommands(new RetryPort(jobs)).CommandAsync(
            new JobCommand("days", JsonElement.Parse($$"""{"group":{{group.Id}},"confirm":{{group.Count}}}"""), Via), default);

        Assert.Equal(CommandOutcome.Done, answer.Outcome);
        Assert.Equal(2, answer.Result!.Value.GetProperty("opened").GetInt64());
        source.Release();
        await process.ExitAsync();
        using var model = ReadModelStore.Open(jobs.Load("days")!);
        Assert.Equal(0, model.Counts().Failed);
        Assert.Contains(model.Changes(), c => c.Kind == "requeued" && c.By!.Contains(Via, StringComparison.Ordinal) && c.Units == 2);
    }

    public void Dispose() => _job.Dispose();

    private static JobCommand Command(string body) => new("model", JsonElement.Parse(body), Via);
}
