using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using Microsoft.AspNetCore.Http;

namespace ActorBackfill.Dashboard.Web;

/// <summary>
/// The names that a server answers to. A browser on this machine can be led to it by a name that suddenly means its address: whoever comes by
/// another name than these was led here.
/// </summary>
public sealed class HostNames
{
    private static readonly string[] Local = ["127.0.0.1", "localhost", "[::1]"];

    private readonly FrozenSet<string> _names;
    private readonly int _port;
    private readonly string _scheme;

    /// <summary>Collects the names.</summary>
    /// <param name="settings">Where is listened.</param>
    /// <param name="port">The port that is listened at.</param>
    public HostNames(DashboardSettings settings, int port)
    {
        (_port, _scheme) = (port, settings.Scheme);
        IEnumerable<string> names = settings.IsLocal ? [Text(settings.Address), .. Local] : [Text(settings.Address), .. settings.HostNames];
        if (settings.Address.Equals(IPAddress.Any) || settings.Address.Equals(IPAddress.IPv6Any))
        {
            names = [.. names, .. Local, Environment.MachineName, .. OwnAddresses()];
        }

        _names = names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Gets whether a Host header is this server's.</summary>
    /// <param name="host">The header.</param>
    public bool Has(HostString host) =>
        host.HasValue && _names.Contains(host.Host) && (host.Port ?? (_scheme == Uri.UriSchemeHttps ? 443 : 80)) == _port;

    /// <summary>Gets whether an Origin header is this server's.</summary>
    /// <param name="origin">The header.</param>
    public bool IsOrigin(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Scheme == _scheme && Has(new HostString(from.Authority));

    /// <summary>Gets what to use instead, for people.</summary>
    public override string ToString() => string.Join(" or ", _names.Order(StringComparer.Ordinal).Take(2).Select(name => string.Create(CultureInfo.InvariantCulture, $"{name}:{_port}")));

    private static IEnumerable<string> OwnAddresses() => NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(unicast => Text(unicast.Address));

    private static string Text(IPAddress address) => new Uri($"http://{(address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{new IPAddress(address.GetAddressBytes())}]" : address)}").Host;
}
