using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace ActorBackfill.Dashboard.Web;

/// <summary>Where the pages are served, and who may do what there.</summary>
public sealed record DashboardSettings
{
    /// <summary>Gets the address that is listened at; loopback by default.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Gets the TCP port; 0, the default, takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Gets whether commands are taken; otherwise every one is refused. Default false.</summary>
    public bool AllowsControl { get; init; }

    /// <summary>Gets the certificate that connections are encrypted with; null means that they are not.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Gets names that this server has besides its address, for the Host header; empty by default.</summary>
    public ImmutableArray<string> HostNames { get; init; } = [];

    /// <summary>Gets what lets people in; its own ones for every process.</summary>
    public AccessKeys Keys { get; init; } = new();

    /// <summary>Gets whether only this machine can reach it.</summary>
    public bool IsLocal => IPAddress.IsLoopback(Address);

    /// <summary>Gets the scheme of its addresses.</summary>
    public string Scheme => Certificate is null ? Uri.UriSchemeHttp : Uri.UriSchemeHttps;
}
