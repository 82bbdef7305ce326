using System.Text.Json;
using ActorBackfill.Dashboard.Commands;
using ActorBackfill.Dashboard.Pages.Failures;
using ActorBackfill.Host.Dashboards.Failures;
using ActorBackfill.Host.ReadModels;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Dashboards;

public sealed class ParkGroupTests : IDisposable
{
    private const string Via = "dashboard from 127.0.0.1";

    private readonly ModelJob _job = new();

    [Fact]
    public async Task The_page_parks_a_group_and_no_other_and_the_second_click_does_nothing()
    {
        _job.Fail("transient", "HTTP 500", Enumerable.Range(0, 150).Select(p => (long)p));
        _job.Fail("invalid-data", "no cents", 150, 151);
        var jobs = ShownPage.Jobs(_job.Directory, "model.conf");
        var park = new ParkCommands(new ParkPort(jobs));

        var html = await ShownPage.HtmlAsync<FailuresPage>(await new FailuresPort(jobs).FailuresAsync("model", default));
        Assert.Contains("data-command=\"park\" data-body=\"{&quot;group&quot;:1,&quot;confirm&quot;:150}\"", html, StringComparison.Ordinal);
        Assert.Contains("Park 150 units", html, StringComparison.Ordinal);
        Assert.Contains($"such as {_job.Plan.UnitAt(0).Key}?", html, StringComparison.Ordinal);
        var first = await park.CommandAsync(Command("""{"group":1,"confirm":150,"reason":"not before May"}"""), default);

        Assert.Equal((CommandOutcome.Done, "150 units quarantined."), (first.Outcome, first.Text));
        using (var model = ReadModelStore.Open(_job.Job))
        {
            Assert.Equal((2, 150), (model.Counts().Failed, model.Counts().Quarantined));
            var change = Assert.Single(model.Changes());
            Assert.Equal(("quarantined", $"{Environment.UserName} ({Via})", "not before May", 150L), (change.Kind, change.By, change.Text, change.Units));
        }

        var second = await park.CommandAsync(Command("""{"group":1,"confirm":150}"""), default);
        Assert.Equal((0, 150), (second.Result!.Value.GetProperty("parked").GetInt64(), second.Result.Value.GetProperty("skipped").GetInt64()));
    }

    [Fact]
    public async Task When_the_number_has_changed_since_the_page_nothing_is_parked()
    {
        _job.Fail("transient", "HTTP 500", 1, 2, 3);
        var park = new ParkCommands(new ParkPort(ShownPage.Jobs(_job.Directory, "model.conf")));

        var changed = await park.CommandAsync(Command("""{"group":1,"confirm":2}"""), default);
        var wrong = await park.CommandAsync(Command("""{"group":"1","confirm":3}"""), default);

        Assert.Equal((CommandOutcome.Refused, 3), (changed.Outcome, changed.Result!.Value.GetProperty("count").GetInt64()));
        Assert.Equal(CommandOutcome.Invalid, wrong.Outcome);
        using var model = ReadModelStore.Open(_job.Job);
        Assert.Equal((3, 0), (model.Counts().Failed, model.Counts().Quarantined));
    }

    public void Dispose() => _job.Dispose();

    private static JobCommand Command(string body) => new("model", JsonElement.Parse(body), Via);
}
