using System.Collections.Immutable;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ActorBackfill.Connectors.Tests.Http.Fixtures;
using ActorBackfill.Domain.Outcomes;
using static ActorBackfill.Connectors.Tests.Http.Fixtures.Fetching;

namespace ActorBackfill.Connectors.Tests.Http;

public sealed class NetworkFailureTests
{
    [Fact]
    public async Task A_refused_connection_names_host_port_and_cause()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var failure = await Definition($"http://127.0.0.1:{port}").FailureAsync();
        Assert.Equal((FailureCategory.Transient, true), (failure.Category, failure.CanRetry));
        Assert.StartsWith($"127.0.0.1:{port} cannot be connected to: ConnectionRefused", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task D51_An_unknown_name_says_DNS_and_the_name()
    {
        var failure = await Definition("http://no-such-host.invalid").FailureAsync();
        Assert.Equal((FailureCategory.Transient, true), (failure.Category, failure.CanRetry));
        Assert.StartsWith("DNS does not know no-such-host.invalid", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(After.Close)]
    [InlineData(After.Reset)]
    public async Task D50_A_connection_that_ends_without_an_answer_is_transient_and_was_asked_once(object after)
    {
        await using var server = new ScriptedServer(new Reply([], (After)after));
        var failure = await Definition(server.Base).FailureAsync();
        Assert.Equal((FailureCategory.Transient, true), (failure.Category, failure.CanRetry));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_connection_that_is_closed_after_its_first_answer_is_not_asked_again_behind_the_gate()
    {
        await using var server = new ScriptedServer((_, n) => n == 0 ? Reply.Json("""{"items":[1],"next":"/b"}""") : new Reply([], After.Close));
        var gate = new FakeGate();
        var failure = await (Definition(server.Base) with { Paging = new Domain.Jobs.PagingDefinition.NextLink("next", null) }).FailureAsync(gate);
        Assert.Contains("without an answer", failure.Message, StringComparison.Ordinal);
        Assert.Equal((2, 2), (server.Requests.Count, gate.Entered));
    }

    [Fact]
    public async Task Headers_of_any_length_are_one_request()
    {
        await using var server = new ScriptedServer(Reply.Json("""{"items":[1]}"""));
        var headers = Enumerable.Range(0, 40).ToImmutableSortedDictionary(i => $"X-Long-{i}", _ => new string('x', 500));
        Assert.Single((await (Definition(server.Base) with { Headers = headers }).FetchAsync()).Items);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_server_of_another_protocol_is_named_as_such()
    {
        var failure = await new Reply("220 mail ready\r\n"u8.ToArray(), After.Close).FailureAsync();
        Assert.Equal(FailureCategory.UnexpectedContent, failure.Category);
        Assert.Contains("does not answer in HTTP", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task D53_A_certificate_of_nobody_is_refused_and_stays_refused()
    {
        await using var server = new UntrustedServer();
        var failure = await Definition($"https://127.0.0.1:{server.Port}").FailureAsync();
        Assert.Equal((FailureCategory.Transient, false), (failure.Category, failure.CanRetry));
        Assert.StartsWith("TLS with 127.0.0.1", failure.Message, StringComparison.Ordinal);
        Assert.Contains("certificate", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>Offers a certificate that it signed itself.</summary>
    private sealed class UntrustedServer : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly RSA _key = RSA.Create(2048);
        private readonly Task _serving;

        public UntrustedServer()
        {
            _listener.Start();
            _serving = ServeAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public async ValueTask DisposeAsync()
        {
            await _serving;
            _listener.Dispose();
            _key.Dispose();
        }

        private async Task ServeAsync()
        {
            var request = new CertificateRequest("CN=127.0.0.1", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using var certificate = request.CreateSelfSigned(
                new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero));
            using var client = await _listener.AcceptTcpClientAsync();
            await using var stream = new SslStream(client.GetStream());
            try
            {
                await stream.AuthenticateAsServerAsync(certificate);
                await stream.CopyToAsync(Stream.Null);
            }
            catch (Exception e) when (e is AuthenticationException or IOException)
            {
                // The client is right to go.
            }
        }
    }
}
