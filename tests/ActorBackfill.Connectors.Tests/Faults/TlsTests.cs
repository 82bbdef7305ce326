using System.Security.Authentication;
using ActorBackfill.Connectors.Http;
using ActorBackfill.Connectors.Tests.Faults.Fixtures;
using ActorBackfill.Connectors.Tests.Http.Fixtures;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using static ActorBackfill.Connectors.Tests.Http.Fixtures.Fetching;

namespace ActorBackfill.Connectors.Tests.Faults;

/// <summary>Row D53: servers that are not who they should be.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly Authority _authority = new();
    private readonly string _file = Path.GetTempFileName();
    private readonly ScriptedServer _server = new(Reply.Json("""{"items":[1]}"""));

    public void Dispose()
    {
        _authority.Dispose();
        File.Delete(_file);
    }

    [Theory]
    [InlineData("Tls12")]
    [InlineData("Tls13")]
    public async Task D53_An_authority_of_ones_own_is_named_and_nothing_else_is_given_up(string protocol)
    {
        using var certificate = _authority.Sign("127.0.0.1");
        await using var tls = Relay.Tls(_server.Port, certificate, Enum.Parse<SslProtocols>(protocol));
        Assert.Single((await Trusting(tls)).Items);
    }

    [Theory]
    [InlineData("127.0.0.1", -1, "NotTimeValid")]
    [InlineData("other.example", 30, "RemoteCertificateNameMismatch")]
    public async Task D53_A_certificate_that_is_over_or_of_another_host_is_refused_with_the_cause(string host, int daysLeft, string cause)
    {
        using var certificate = _authority.Sign(host, daysLeft);
        await using var tls = Relay.Tls(_server.Port, certificate);
        var failure = await Assert.ThrowsAsync<BackfillException>(() => Trusting(tls));
        Assert.False(failure.CanRetry);
        Assert.StartsWith($"TLS with 127.0.0.1:{tls.Port} failed", failure.Message, StringComparison.Ordinal);
        Assert.Contains(cause, failure.Message, StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task D53_An_authority_that_the_machine_does_not_know_is_refused_with_what_to_do()
    {
        using var certificate = _authority.Sign("127.0.0.1");
        await using var tls = Relay.Tls(_server.Port, certificate);
        var failure = await Definition($"https://127.0.0.1:{tls.Port}").FailureAsync();
        Assert.False(failure.CanRetry);
        Assert.EndsWith("; an authority of your own is named by source.tls.ca-file", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task D53_Another_authority_than_that_of_the_file_is_refused()
    {
        using var other = new Authority();
        using var certificate = other.Sign("127.0.0.1");
        await using var tls = Relay.Tls(_server.Port, certificate);
        Assert.False((await Assert.ThrowsAsync<BackfillException>(() => Trusting(tls))).CanRetry);
    }

    [Fact]
    public async Task D53_A_protocol_older_than_TLS_1_2_is_refused()
    {
        // A hello of the server that chooses TLS 1.0, which no library here would send any more.
        byte[] hello = [0x16, 3, 1, 0, 42, 2, 0, 0, 38, 3, 1, .. new byte[32], 0, 0, 0x2F, 0];
        await using var old = new Relay(async (socket, stop) =>
        {
            await socket.ReceiveAsync(new byte[4096], stop);
            await socket.SendAsync(hello, stop);
            await socket.ReceiveAsync(new byte[4096], stop);
        });
        var failure = await Assert.ThrowsAsync<BackfillException>(() => Trusting(old));
        Assert.False(failure.CanRetry);
        Assert.Matches("TLS with .* failed: .*(protocol|version)", failure.Message);
    }

    [Fact]
    public async Task D53_A_server_that_breaks_off_the_handshake_is_tried_again()
    {
        await using var broken = new Relay(async (socket, stop) => await socket.ReceiveAsync(new byte[4096], stop));
        var failure = await Assert.ThrowsAsync<BackfillException>(() => Trusting(broken));
        Assert.Equal((FailureCategory.Transient, true), (failure.Category, failure.CanRetry));
        Assert.StartsWith($"TLS with 127.0.0.1:{broken.Port} failed", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void D53_A_file_without_authorities_is_refused_before_any_request()
    {
        foreach (var file in (string[])[_file, "/no/such/file.pem"])
        {
            var e = Assert.Throws<FormatException>(
                () => new HttpSource(Definition("https://x") with { Tls = new TlsDefinition(file) }, ["date"], TimeProvider.System));
            Assert.StartsWith($"source.tls.ca-file: {file} ", e.Message, StringComparison.Ordinal);
        }
    }

    private async Task<Engine.Ports.FetchedUnit> Trusting(Relay server)
    {
        await File.WriteAllTextAsync(_file, _authority.Pem);
        return await (Definition($"https://127.0.0.1:{server.Port}") with { Tls = new TlsDefinition(_file) }).FetchAsync();
    }
}
