using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ActorBackfill.Connectors.Bodies;
using ActorBackfill.Connectors.Http.Guarding;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Http.Connecting;

/// <summary>
/// Opens every connection of a source: asks for the name's addresses once, checks each of them, and connects to one that was checked. No
/// second lookup comes between check and connection that could say something else.
/// </summary>
/// <param name="rules">Which addresses are right for which host.</param>
/// <param name="proxies">Hosts that the environment names; their addresses are its business.</param>
/// <param name="network">Names and lines.</param>
/// <param name="time">The clock.</param>
/// <param name="limit">Time for name and connection together.</param>
internal sealed class Dialer(OriginRules rules, EnvironmentProxy proxies, Network network, TimeProvider time, TimeSpan limit)
{
    private readonly AddressRace _race = new(network, time);

    /// <summary>Opens a connection.</summary>
    /// <param name="to">Host and port.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="BackfillException">It could not be opened; says whether the name, its address or the host is at fault.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint to, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        var proxy = proxies.NameOf(to);
        var who = proxy is null ? string.Create(CultureInfo.InvariantCulture, $"{to.Host}:{to.Port}") : $"the proxy {proxy}";
        var addresses = await AddressesAsync(to.Host, who, either.Token);
        if (proxy is null && addresses.Select(a => rules.Refusal(to.Host, a)).FirstOrDefault(r => r is not null) is { } refusal)
        {
            // Names come to themselves; an address that stood in a response was refused before.
            throw new BackfillException(FailureCategory.Transient, refusal);
        }

        try
        {
            return await _race.ConnectAsync(addresses, to.Port, either.Token);
        }
        catch (SocketException e)
        {
            throw new BackfillException(FailureCategory.Transient, $"{who} cannot be connected to: {e.SocketErrorCode}, {At(addresses)}", e);
        }
        catch (OperationCanceledException e)
        {
            throw new BackfillException(FailureCategory.Timeout, $"{who} took no connection within {Seconds}, {At(addresses)}", e);
        }
    }

    private string Seconds => string.Create(CultureInfo.InvariantCulture, $"{limit.TotalSeconds:0.###} s");

    private async Task<IPAddress[]> AddressesAsync(string host, string who, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            return [literal];
        }

        var of = who == host || who.StartsWith(host + ":", StringComparison.Ordinal) ? host : $"{host}, the name of {who}";
        try
        {
            var found = await network.Resolve(host, cancellation).WaitAsync(cancellation);
            return found.Length > 0 ? found : throw new SocketException((int)SocketError.NoData);
        }
        catch (SocketException e)
        {
            var what = e.SocketErrorCode switch
            {
                SocketError.HostNotFound or SocketError.NoData => "DNS does not know",
                SocketError.TryAgain => "DNS has no answer for now about",
                _ => "DNS failed to answer about",
            };
            throw new BackfillException(FailureCategory.Transient, $"{what} {of}: {e.SocketErrorCode}, {BodyText.Plain(e.Message)}", e);
        }
        catch (OperationCanceledException e)
        {
            throw new BackfillException(FailureCategory.Timeout, $"DNS gave no answer about {of} within {Seconds}", e);
        }
    }

    private static string At(IPAddress[] addresses) => addresses.Length == 1
        ? $"at {addresses[0]}"
        : string.Create(CultureInfo.InvariantCulture, $"at {addresses[0]} and {addresses.Length - 1} more");
}
