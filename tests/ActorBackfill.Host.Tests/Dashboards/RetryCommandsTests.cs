using System.Text.Json;
using ActorBackfill.Dashboard.Commands;
using ActorBackfill.Host.Dashboards.Units;
using ActorBackfill.Host.ReadModels;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Dashboards;

public sealed class RetryCommandsTests : IDisposable
{
    private readonly ModelJob _job = new();
    private readonly RetryCommands _commands;

    public RetryCommandsTests()
    {
        _job.Fail("transient", "refused", 10, 11, 12);
        _commands = new RetryCommands(new RetryPort(ShownPages.Of(_job)));
    }

    [Fact]
    public async Task The_second_click_does_nothing_more_and_says_so()
    {
        const string Body = """{"filter": "error=transient", "states": ["failed"], "group": null, "units": [], "reason": "again", "confirm": 3}""";

        var first = await SendAsync(Body);
        var second = await SendAsync(Body);

        Assert.Equal((CommandOutcome.Done, 3, 0), (first.Outcome, Told(first, "opened"), Told(first, "skipped")));
        Assert.Equal((CommandOutcome.Done, 0, 3), (second.Outcome, Told(second, "opened"), Told(second, "skipped")));
        Assert.StartsWith("3 units open again", first.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"confirm": "3"}""", CommandOutcome.Invalid)]
    [InlineData("""{"filter": 5, "confirm": 3}""", CommandOutcome.Invalid)]
    [InlineData("""{"states": "failed", "confirm": 3}""", CommandOutcome.Invalid)]
    [InlineData("""{"units": [1], "confirm": 1}""", CommandOutcome.Invalid)]
    [InlineData("""{"units": ["no such unit"], "confirm": 1}""", CommandOutcome.Invalid)]
    [InlineData("""{"filter": "' or 1=1", "confirm": 3}""", CommandOutcome.Invalid)]
    [InlineData("{}", CommandOutcome.Invalid)]
    [InlineData("""{"confirm": 2}""", CommandOutcome.Refused)]
    public async Task What_is_not_meant_so_changes_nothing(string body, CommandOutcome outcome)
    {
        Assert.Equal(outcome, (await SendAsync(body)).Outcome);

        using var model = ReadModelStore.Open(_job.Job);
        Assert.Empty(model.Changes());
    }

    [Fact]
    public async Task Of_another_job_there_is_nothing_to_retry() => Assert.Equal(
        CommandOutcome.NoSuchJob, (await _commands.CommandAsync(new JobCommand("../model", JsonElement.Parse("""{"confirm": 3}"""), "a test"), CancellationToken.None)).Outcome);

    public void Dispose() => _job.Dispose();

    private static int Told(CommandAnswer answer, string name) => answer.Result!.Value.GetProperty(name).GetInt32();

    private Task<CommandAnswer> SendAsync(string body) => _commands.CommandAsync(new JobCommand("model", JsonElement.Parse(body), "a test"), CancellationToken.None);
}
