using System.Net;
using System.Net.Sockets;
using System.Text;
using ActorBackfill.Connectors.Http;
using ActorBackfill.Connectors.Tests.Faults.Fixtures;
using ActorBackfill.Connectors.Tests.Http.Fixtures;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using static ActorBackfill.Connectors.Tests.Http.Fixtures.Fetching;

namespace ActorBackfill.Connectors.Tests.Faults;

/// <summary>Row D54: proxies that the environment names.</summary>
public sealed class ProxyTests : IDisposable
{
    private readonly Authority _authority = new();
    private readonly string _file = Path.GetTempFileName();

    public void Dispose()
    {
        _authority.Dispose();
        File.Delete(_file);
    }

    [Theory]
    [InlineData("HTTP_PROXY", "http://api.example")]
    [InlineData("http_proxy", "http://api.example")]
    [InlineData("ALL_PROXY", "http://api.example")]
    [InlineData("HTTPS_PROXY", "https://api.example")]
    public async Task D54_A_proxy_that_is_down_is_named_with_its_variable_and_without_its_password(string variable, string address)
    {
        var network = new ScriptedNetwork("93.184.216.34").Refusing("93.184.216.34");
        network.Variables[variable] = "http://me:hunter22@proxy.example:3128";
        var failure = await Definition(address).FailureAsync(network: network.Network);
        Assert.Equal((FailureCategory.Transient, true), (failure.Category, failure.CanRetry));
        Assert.StartsWith($"the proxy proxy.example:3128 ({variable.ToUpperInvariant()}) cannot be connected to: ConnectionRefused", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter22", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task D54_A_proxy_without_a_name_in_DNS_is_named()
    {
        var network = new ScriptedNetwork((_, _) => throw new SocketException((int)SocketError.HostNotFound));
        network.Variables["HTTP_PROXY"] = "proxy.example:3128";
        var failure = await Definition("http://api.example").FailureAsync(network: network.Network);
        Assert.StartsWith("DNS does not know proxy.example, the name of the proxy proxy.example:3128 (HTTP_PROXY)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task D54_Requests_go_through_the_proxy_though_it_stands_inside()
    {
        await using var proxy = new ScriptedServer(Reply.Json("""{"items":[1]}"""));
        var network = new ScriptedNetwork("10.0.0.9").With("10.0.0.9", proxy.Port);
        network.Variables["HTTP_PROXY"] = "http://proxy.corp:3128/";
        Assert.Single((await Definition("http://api.example").FetchAsync(network: network.Network)).Items);
        Assert.StartsWith("GET http://api.example/results/2025-09-15 HTTP/1.1\r\n", proxy.Requests.Single(), StringComparison.Ordinal);
        Assert.Equal(0, network.LookupsOf("api.example"));
    }

    [Theory]
    [InlineData("api.example")]
    [InlineData(".example")]
    [InlineData("other, *.example")]
    [InlineData("api.example:80")]
    [InlineData("*")]
    public async Task D54_Hosts_of_NO_PROXY_are_reached_without_it(string without)
    {
        await using var server = new ScriptedServer(Reply.Json("""{"items":[1]}"""));
        var network = new ScriptedNetwork("93.184.216.34").With("93.184.216.34", server.Port);
        network.Variables["HTTP_PROXY"] = "http://proxy.example:3128";
        network.Variables["no_proxy"] = without;
        await Definition("http://api.example").FetchAsync(network: network.Network);
        Assert.StartsWith("GET /results/", server.Requests.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://localhost")]
    [InlineData("http://10.1.2.3")]
    public async Task D54_This_machine_and_listed_networks_are_reached_without_it(string address)
    {
        await using var server = new ScriptedServer(Reply.Json("""{"items":[1]}"""));
        var network = new ScriptedNetwork("127.0.0.1").With("127.0.0.1", server.Port).With("10.1.2.3", server.Port);
        network.Variables["HTTP_PROXY"] = "http://proxy.example:3128";
        network.Variables["NO_PROXY"] = "10.0.0.0/8";
        Assert.Single((await Definition(address).FetchAsync(network: network.Network)).Items);
    }

    [Theory]
    [InlineData("ftp://proxy")]
    [InlineData("http://me:hunter22@")]
    public void D54_A_variable_that_is_no_address_is_named_without_its_value(string value)
    {
        var network = new ScriptedNetwork("93.184.216.34");
        network.Variables["HTTPS_PROXY"] = value;
        var e = Assert.Throws<FormatException>(() => new HttpSource(Definition("http://x"), ["date"], TimeProvider.System, network.Network));
        Assert.StartsWith("HTTPS_PROXY of the environment", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter22", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task D54_A_tunnel_carries_TLS_and_the_proxy_gets_its_password_and_never_ours()
    {
        await using var server = new ScriptedServer(Reply.Json("""{"items":[1]}"""));
        using var certificate = _authority.Sign("api.example");
        await using var tls = Relay.Tls(server.Port, certificate);
        var heads = new List<string>();
        await using var proxy = new Relay((socket, stop) => TunnelAsync(socket, tls.Port, heads, stop));
        var definition = Tunnelled() with
        {
            Headers = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("Authorization", "Bearer for-the-server"),
        };
        Assert.Single((await definition.FetchAsync(network: NetworkOf(proxy).Network)).Items);
        Assert.All(heads, h => Assert.StartsWith("CONNECT api.example:443 HTTP/1.1\r\n", h, StringComparison.Ordinal));
        Assert.Contains(heads, h => h.Contains("Proxy-Authorization: Basic " + Convert.ToBase64String("me:hunter22"u8), StringComparison.Ordinal));
        Assert.DoesNotContain(heads, h => h.Contains("for-the-server", StringComparison.Ordinal));
        Assert.Contains("Bearer for-the-server", server.Requests.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task D54_A_proxy_of_plain_requests_is_told_its_password_at_once()
    {
        await using var proxy = new ScriptedServer((_, _) => Reply.Json("""{"items":[1]}"""));
        var network = new ScriptedNetwork("10.0.0.9").With("10.0.0.9", proxy.Port);
        network.Variables["HTTP_PROXY"] = "http://me:hunter22@proxy.corp:3128/";
        await Definition("http://api.example").FetchAsync(network: network.Network);
        Assert.Contains("Proxy-Authorization: Basic " + Convert.ToBase64String("me:hunter22"u8), proxy.Requests.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task D54_A_proxy_of_plain_requests_that_refuses_is_named()
    {
        await using var proxy = new ScriptedServer(Reply.Status(407, "Proxy-Authenticate: Negotiate"));
        var network = new ScriptedNetwork("10.0.0.9").With("10.0.0.9", proxy.Port);
        network.Variables["HTTP_PROXY"] = "http://proxy.corp:3128/";
        var failure = await Definition("http://api.example").FailureAsync(network: network.Network);
        Assert.Equal(FailureCategory.Auth, failure.Category);
        Assert.StartsWith("the proxy proxy.corp:3128 (HTTP_PROXY) refuses", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("502 Bad Gateway", FailureCategory.Transient, true)]
    [InlineData("407 Proxy Authentication Required", FailureCategory.Auth, false)]
    public async Task D54_A_proxy_that_refuses_the_tunnel_is_named(string status, FailureCategory category, bool canRetry)
    {
        await using var proxy = new ScriptedServer(new Reply(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n"), After.Close));
        var network = new ScriptedNetwork("10.0.0.9").With("10.0.0.9", proxy.Port);
        network.Variables["HTTPS_PROXY"] = "http://proxy.corp:3128/";
        var failure = await Tunnelled().FailureAsync(network: network.Network);
        Assert.Equal((category, canRetry), (failure.Category, failure.CanRetry));
        Assert.StartsWith("api.example cannot be reached, through the proxy proxy.corp:3128 (HTTPS_PROXY)", failure.Message, StringComparison.Ordinal);
    }

    private static async Task TunnelAsync(Socket socket, int server, List<string> heads, CancellationToken stop)
    {
        await using var client = new NetworkStream(socket);
        while (true)
        {
            var head = await HeadAsync(client, stop);
            lock (heads)
            {
                heads.Add(head);
            }

            if (head.Contains("Proxy-Authorization", StringComparison.Ordinal))
            {
                await client.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), stop);
                await Relay.PassAsync(client, server, stop);
                return;
            }

            await client.WriteAsync("HTTP/1.1 407 x\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), stop);
        }
    }

    private static async Task<string> HeadAsync(NetworkStream client, CancellationToken stop)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await client.ReadExactlyAsync(one, stop);
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    private HttpSourceDefinition Tunnelled()
    {
        File.WriteAllText(_file, _authority.Pem);
        return Definition("https://api.example") with { Tls = new TlsDefinition(_file) };
    }

    private static ScriptedNetwork NetworkOf(Relay proxy)
    {
        var network = new ScriptedNetwork((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("10.0.0.9")])).With("10.0.0.9", proxy.Port);
        network.Variables["HTTPS_PROXY"] = "http://me:hunter22@proxy.corp:3128/";
        return network;
    }
}
