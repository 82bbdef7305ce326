using System.Net;
using ActorBackfill.Connectors.Http;
using ActorBackfill.Connectors.Tests.Faults.Fixtures;
using ActorBackfill.Connectors.Tests.Http.Fixtures;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using static ActorBackfill.Connectors.Tests.Http.Fixtures.Fetching;

namespace ActorBackfill.Connectors.Tests.Faults;

/// <summary>Row E69 and rule 9 of security: responses and names that would lead a source where it has no business.</summary>
public sealed class ForgedAddressTests
{
    private const string Outside = "93.184.216.34";
    private static readonly Reply Good = Reply.Json("""{"items":[1]}""");
    private static readonly PagingDefinition.NextLink ByLink = new("next", null);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.0.0.5")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("fd00::1")]
    [InlineData("169.254.169.254")]
    [InlineData("0.0.0.0")]
    public async Task E69_A_public_name_that_leads_inside_is_not_connected_to(string address)
    {
        var network = new ScriptedNetwork(address);
        var failure = await Definition("http://api.example").FailureAsync(network: network.Network);
        Assert.Equal((FailureCategory.Transient, true), (failure.Category, failure.CanRetry));
        Assert.StartsWith($"api.example leads to {IPAddress.Parse(address)}, ", failure.Message, StringComparison.Ordinal);
        Assert.Empty(network.Dialled);
    }

    [Fact]
    public async Task E69_One_address_inside_among_others_is_enough_to_refuse_the_name()
    {
        var network = new ScriptedNetwork(Outside, "10.0.0.5");
        await Definition("http://api.example").FailureAsync(network: network.Network);
        Assert.Empty(network.Dialled);
    }

    [Fact]
    public async Task E69_A_name_that_changes_after_its_check_is_connected_to_where_it_was_checked()
    {
        await using var server = new ScriptedServer(Good with { After = After.Close }, Good);
        var network = new ScriptedNetwork((_, n) => Task.FromResult<IPAddress[]>([IPAddress.Parse(n == 1 ? Outside : "127.0.0.1")])).With(Outside, server.Port);
        await using var source = new HttpSource(Definition("http://api.example"), ["date"], TimeProvider.System, network.Network);
        await source.FetchAsync(Unit(), new FakeGate(), CancellationToken.None);
        Assert.Equal(1, network.LookupsOf("api.example"));

        // The next connection asks anew and is told something else.
        network.Network = network.Network with { ConnectionLifetime = TimeSpan.Zero };
        await using var later = new HttpSource(Definition("http://api.example"), ["date"], TimeProvider.System, network.Network);
        var failure = await Assert.ThrowsAsync<BackfillException>(() => later.FetchAsync(Unit(), new FakeGate(), CancellationToken.None).AsTask());
        Assert.Contains("source.allow-private = true", failure.Message, StringComparison.Ordinal);
        Assert.Equal([Outside], network.Dialled.Select(d => d.Address.ToString()));
    }

    [Theory]
    [InlineData("http://localhost", "127.0.0.1", true)]
    [InlineData("http://localhost.", "::1", true)]
    [InlineData("http://intranet", "10.0.0.5", true)]
    [InlineData("http://api.lan", "192.168.1.5", true)]
    [InlineData("http://metadata.google.internal", "169.254.169.254", false)]
    [InlineData("http://api.corp.example", "10.0.0.5", false)]
    public async Task E69_A_name_of_a_private_network_may_lead_into_one_but_never_to_metadata(string address, string to, bool isRight)
    {
        await using var server = new ScriptedServer(Good);
        var network = new ScriptedNetwork(to).With(to, server.Port);
        if (isRight)
        {
            Assert.Single((await Definition(address).FetchAsync(network: network.Network)).Items);
        }
        else
        {
            await Definition(address).FailureAsync(network: network.Network);
            Assert.Empty(network.Dialled);
        }
    }

    [Theory]
    [InlineData("10.0.0.5", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("169.254.169.254", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("224.0.0.1", false)]
    public async Task E69_A_job_may_open_private_networks_and_nothing_else(string to, bool isRight)
    {
        await using var server = new ScriptedServer(Good);
        var network = new ScriptedNetwork(to).With(to, server.Port);
        var definition = Definition("http://api.corp.example") with { AllowPrivate = true };
        if (isRight)
        {
            Assert.Single((await definition.FetchAsync(network: network.Network)).Items);
        }
        else
        {
            await definition.FailureAsync(network: network.Network);
            Assert.Empty(network.Dialled);
        }
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://0.0.0.0/x")]
    [InlineData("http://[::]/x")]
    [InlineData("http://2852039166/x")]
    [InlineData("http://0xA9FEA9FE/x")]
    [InlineData("http://0251.0376.0251.0376/x")]
    [InlineData("http://127.1/x")]
    [InlineData("http://[::ffff:127.0.0.1]/x")]
    [InlineData("http://[64:ff9b::127.0.0.1]/x")]
    [InlineData("http://①②⑦.0.0.1/x")]
    [InlineData("http://localhost/x")]
    [InlineData("https://api.example/x")]
    [InlineData("http://api.example:8080/x")]
    [InlineData("http://me:pass@api.example/x")]
    [InlineData("http://api.example.evil.example/x")]
    [InlineData("//evil.example/x")]
    [InlineData("\\\\evil.example\\x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://api.example/x")]
    public async Task E69_Neither_a_link_nor_a_redirect_leads_to_where_the_job_did_not_say(string to)
    {
        foreach (var reply in (Reply[])[Reply.Json($$"""{"items":[1],"next":{{System.Text.Json.JsonSerializer.Serialize(to)}}}"""), Reply.Status(302, "Location: " + to)])
        {
            await using var server = new ScriptedServer(reply);
            var network = new ScriptedNetwork(Outside).With(Outside, server.Port);
            var failure = await (Definition("http://api.example") with { Paging = ByLink }).FailureAsync(network: network.Network);
            Assert.False(failure.CanRetry, failure.Message);
            Assert.DoesNotContain("pass", failure.Message, StringComparison.Ordinal);
            Assert.Single(server.Requests);
            Assert.All(network.Dialled, d => Assert.Equal(Outside, d.Address.ToString()));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task E69_An_origin_that_the_job_lists_is_followed_without_the_jobs_headers(bool byLink)
    {
        await using var files = new ScriptedServer(Reply.Json("""{"items":[2],"next":null}"""));
        await using var server = new ScriptedServer(
            byLink ? Reply.Json("""{"items":[],"next":"http://files.example:8080/p2"}""") : Reply.Status(303, "Location: http://files.example:8080/p2"));
        var network = new ScriptedNetwork((name, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(name == "api.example" ? Outside : "93.184.216.35")]))
            .With(Outside, server.Port).With("93.184.216.35", files.Port);
        var definition = Definition("http://api.example") with
        {
            Paging = ByLink,
            Headers = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("X-Api-Key", "k3y-for-base").Add("Authorization", "Bearer t0ken-for-base"),
            AllowOrigins = ["http://files.example:8080"],
        };
        Assert.Single((await definition.FetchAsync(network: network.Network)).Items);
        Assert.Contains("X-Api-Key: k3y-for-base", server.Requests.Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("for-base", files.Requests.Single(), StringComparison.Ordinal);
        Assert.Contains("User-Agent: ActorBackfill/", files.Requests.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task E69_An_origin_that_the_job_lists_is_not_followed_inside()
    {
        await using var server = new ScriptedServer(Reply.Status(302, "Location: http://files.lan/p2"));
        var network = new ScriptedNetwork((name, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(name == "api.example" ? Outside : "192.168.1.5")])).With(Outside, server.Port);
        var failure = await (Definition("http://api.example") with { AllowOrigins = ["http://files.lan"] }).FailureAsync(network: network.Network);
        Assert.StartsWith("files.lan leads to 192.168.1.5, a private network", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("files.example")]
    [InlineData("ftp://files.example")]
    [InlineData("https://files.example/path")]
    [InlineData("https://me@files.example")]
    [InlineData("*")]
    [InlineData("http://10.0.0.7")]
    [InlineData("http://2130706433")]
    [InlineData("http://169.254.169.254")]
    public void An_origin_is_scheme_host_and_port(string text)
    {
        Assert.NotNull(SourceRules.OriginProblem(text, allowPrivate: false));
        Assert.Throws<FormatException>(() => new HttpSource(Definition("http://x") with { AllowOrigins = [text] }, ["date"], TimeProvider.System));
    }
}
