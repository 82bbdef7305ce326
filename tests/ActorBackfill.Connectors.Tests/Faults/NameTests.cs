using System.Net;
using System.Net.Sockets;
using ActorBackfill.Connectors.Http;
using ActorBackfill.Connectors.Tests.Faults.Fixtures;
using ActorBackfill.Connectors.Tests.Http.Fixtures;
using ActorBackfill.Domain.Outcomes;
using static ActorBackfill.Connectors.Tests.Http.Fixtures.Fetching;

namespace ActorBackfill.Connectors.Tests.Faults;

/// <summary>Rows D51 and D52: names that are not found, are slow, change; addresses that lead nowhere.</summary>
public sealed class NameTests
{
    private static readonly Reply Good = Reply.Json("""{"items":[1]}""");

    [Theory]
    [InlineData(SocketError.HostNotFound, "DNS does not know api.example: HostNotFound")]
    [InlineData(SocketError.NoData, "DNS does not know api.example: NoData")]
    [InlineData(SocketError.TryAgain, "DNS has no answer for now about api.example: TryAgain")]
    [InlineData(SocketError.NoRecovery, "DNS failed to answer about api.example: NoRecovery")]
    public async Task D51_A_name_that_is_not_found_is_transient_and_the_message_says_DNS(SocketError error, string message)
    {
        var network = new ScriptedNetwork((_, _) => throw new SocketException((int)error));
        var failure = await Definition("http://api.example").FailureAsync(network: network.Network);
        Assert.Equal((FailureCategory.Transient, true), (failure.Category, failure.CanRetry));
        Assert.StartsWith(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task D51_A_name_without_addresses_is_not_found()
    {
        var failure = await Definition("http://api.example").FailureAsync(network: new ScriptedNetwork(Array.Empty<string>()).Network);
        Assert.StartsWith("DNS does not know api.example", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task D51_A_name_server_that_says_nothing_is_waited_for_fifteen_seconds()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var network = new ScriptedNetwork((_, _) =>
        {
            asked.SetResult();
            return new TaskCompletionSource<IPAddress[]>().Task;
        });
        var time = new ManualTime();
        var failing = Definition("http://api.example").FailureAsync(time: time, network: network.Network);
        await asked.Task;
        time.Advance(TimeSpan.FromSeconds(14));
        Assert.False(failing.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        var failure = await failing;
        Assert.Equal((FailureCategory.Timeout, true), (failure.Category, failure.CanRetry));
        Assert.Equal("DNS gave no answer about api.example within 15 s", failure.Message);
    }

    [Fact]
    public async Task D51_A_changed_address_is_used_once_the_connections_have_lived_out()
    {
        await using var old = new ScriptedServer(Good);
        await using var moved = new ScriptedServer(Good);
        var network = new ScriptedNetwork((_, n) => Task.FromResult<IPAddress[]>([IPAddress.Parse(n < 3 ? "93.184.216.34" : "93.184.216.35")]))
            .With("93.184.216.34", old.Port).With("93.184.216.35", moved.Port);
        network.Network = network.Network with { ConnectionLifetime = TimeSpan.Zero };
        await using var source = new HttpSource(Definition("http://api.example"), ["date"], TimeProvider.System, network.Network);
        for (var unit = 0; unit < 4; unit++)
        {
            await source.FetchAsync(Unit(), new FakeGate(), CancellationToken.None);
        }

        Assert.Equal((2, 2), (old.Requests.Count, moved.Requests.Count));
    }

    [Fact]
    public async Task D51_A_name_is_not_looked_up_while_its_connection_is_used()
    {
        await using var server = new ScriptedServer(Good);
        var network = new ScriptedNetwork("93.184.216.34").With("93.184.216.34", server.Port);
        await using var source = new HttpSource(Definition("http://api.example"), ["date"], TimeProvider.System, network.Network);
        for (var unit = 0; unit < 3; unit++)
        {
            await source.FetchAsync(Unit(), new FakeGate(), CancellationToken.None);
        }

        Assert.Equal((1, 3), (network.LookupsOf("api.example"), server.Requests.Count));
    }

    [Fact]
    public async Task D52_An_IPv6_address_that_leads_nowhere_costs_a_quarter_of_a_second()
    {
        await using var server = new ScriptedServer(Good);
        var network = new ScriptedNetwork("2606:2800::1", "2606:2800::2", "93.184.216.34").With("93.184.216.34", server.Port);
        var time = new ManualTime();
        var fetching = Definition("http://api.example").FetchAsync(time: time, network: network.Network);
        await AloneAsync(network, time);
        time.Advance(TimeSpan.FromMilliseconds(250));
        Assert.Single((await fetching).Items);
        Assert.Equal(["2606:2800::1", "93.184.216.34"], network.Dialled.Select(d => d.Address.ToString()));
    }

    [Fact]
    public async Task D52_An_address_that_refuses_costs_nothing()
    {
        await using var server = new ScriptedServer(Good);
        var network = new ScriptedNetwork("2606:2800::1", "93.184.216.34").Refusing("2606:2800::1").With("93.184.216.34", server.Port);
        Assert.Single((await Definition("http://api.example").FetchAsync(time: new ManualTime(), network: network.Network)).Items);
    }

    [Fact]
    public async Task D52_A_host_that_swallows_everything_has_fifteen_seconds_and_is_named()
    {
        var network = new ScriptedNetwork("2606:2800::1", "93.184.216.34");
        var time = new ManualTime();
        var failing = Definition("http://api.example").FailureAsync(time: time, network: network.Network);
        await AloneAsync(network, time);
        time.Advance(TimeSpan.FromMilliseconds(250));
        await network.SwallowedAsync();
        time.Advance(TimeSpan.FromSeconds(15));
        var failure = await failing;
        Assert.Equal((FailureCategory.Timeout, true), (failure.Category, failure.CanRetry));
        Assert.Equal("api.example:80 took no connection within 15 s, at 2606:2800::1 and 1 more", failure.Message);
    }

    [Fact]
    public async Task D52_Of_a_thousand_addresses_eight_are_tried()
    {
        var addresses = Enumerable.Range(0, 1_000).Select(i => $"93.184.{i / 250}.{i % 250}").ToArray();
        var network = new ScriptedNetwork(addresses);
        addresses.ToList().ForEach(a => network.Refusing(a));
        var failure = await Definition("http://api.example").FailureAsync(network: network.Network);
        Assert.Equal("api.example:80 cannot be connected to: ConnectionRefused, at 93.184.0.0 and 999 more", failure.Message);
        Assert.Equal(8, network.Dialled.Count);
    }

    /// <summary>Returns once the first address has begun its head start: the clocks of the request, of the connection, of the head start.</summary>
    private static async Task AloneAsync(ScriptedNetwork network, ManualTime time)
    {
        await network.SwallowedAsync();
        await time.WaitingAsync(3);
    }
}
