using ActorBackfill.Connectors.Tests.Http.Fixtures;
using ActorBackfill.Domain.Outcomes;
using static ActorBackfill.Connectors.Tests.Http.Fixtures.Fetching;

namespace ActorBackfill.Connectors.Tests.Http;

public sealed class RedirectTests
{
    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_within_the_origin_is_followed(int status)
    {
        await using var server = new ScriptedServer(Reply.Status(status, "Location: ../new?a=1"), Reply.Json("""{"items":[1]}"""));
        var unit = await Definition(server.Base).FetchAsync();
        Assert.Equal((1, 2), (unit.Items.Count, unit.Requests));
        Assert.Equal("/new?a=1", server.Paths[^1]);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("http://127.0.0.1:1/x")]
    [InlineData("https://127.0.0.1/x")]
    [InlineData("http://localhost/x")]
    [InlineData("//evil.example/x")]
    public async Task E69_A_redirect_to_another_origin_is_an_error_and_nothing_is_sent_there(string location)
    {
        await using var server = new ScriptedServer(Reply.Status(302, "Location: " + location));
        var failure = await Definition(server.Base).FailureAsync();
        Assert.Equal((FailureCategory.UnexpectedContent, false), (failure.Category, failure.CanRetry));
        Assert.Contains("redirects to another origin", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E69_A_loop_of_redirects_ends_after_five()
    {
        await using var server = new ScriptedServer(Reply.Status(302, "Location: /again"));
        var gate = new FakeGate();
        var failure = await Definition(server.Base).FailureAsync(gate);
        Assert.Contains("more than 5 times", failure.Message, StringComparison.Ordinal);
        Assert.Equal((6, 0), (gate.Entered, gate.Inside));
    }

    [Fact]
    public async Task A_redirect_to_nowhere_is_an_error() =>
        Assert.Equal(FailureCategory.UnexpectedContent, (await Reply.Status(302).FailureAsync()).Category);
}
