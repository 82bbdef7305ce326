using System.Net;
using System.Text;

namespace ActorBackfill.Connectors.Http.Connecting;

/// <summary>
/// The proxies that the environment names, as other programs read it: HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, and NO_PROXY for hosts that are
/// reached without; lower case wins. Loopback is always reached without. The framework's own reading names no proxy in its errors.
/// </summary>
internal sealed class EnvironmentProxy : IWebProxy, ICredentials
{
    private readonly Proxy? _forHttp;
    private readonly Proxy? _forHttps;
    private readonly List<string> _without;

    /// <summary>Reads the environment.</summary>
    /// <param name="variable">Gets a variable.</param>
    /// <exception cref="FormatException">A variable is no address; its value, which may hold a password, is not shown.</exception>
    public EnvironmentProxy(Func<string, string?> variable)
    {
        var all = Read(variable, "ALL_PROXY");
        _forHttp = Read(variable, "HTTP_PROXY") ?? all;
        _forHttps = Read(variable, "HTTPS_PROXY") ?? all;
        _without = [.. (Value(variable, "NO_PROXY") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }

    /// <inheritdoc/>
    public ICredentials? Credentials
    {
        get => this;
        set => throw new NotSupportedException();
    }

    /// <summary>Gets the passwords of proxies, which no message may show.</summary>
    public IEnumerable<string> Secrets => Both.Select(p => p.Credential?.Password).Where(p => p?.Length > 0).OfType<string>();

    private IEnumerable<Proxy> Both => ((IEnumerable<Proxy?>)[_forHttp, _forHttps]).OfType<Proxy>();

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : For(destination)?.Address;

    /// <inheritdoc/>
    public bool IsBypassed(Uri host) => For(host) is null || host.IsLoopback || _without.Exists(entry => Covers(entry, host));

    /// <inheritdoc/>
    public NetworkCredential? GetCredential(Uri uri, string authType) =>
        Both.FirstOrDefault(p => p.Address.Host == uri.Host && p.Address.Port == uri.Port)?.Credential;

    /// <summary>Gets the words for a proxy, or null when an end point is none: <c>127.0.0.1:3128 (HTTPS_PROXY)</c>.</summary>
    /// <param name="end">Host and port.</param>
    public string? NameOf(DnsEndPoint end) => Both.FirstOrDefault(p => p.Address.IdnHost == end.Host && p.Address.Port == end.Port)?.Name;

    /// <summary>Gets the words for the proxy that a request goes through, or null when it goes straight.</summary>
    /// <param name="address">The address of the request.</param>
    public string? NameFor(Uri address) => IsBypassed(address) ? null : For(address)?.Name;

    /// <summary>
    /// Gets what a plain request says to its proxy, or null: said at once, since a proxy that closes the connection after refusing would
    /// have the request sent twice for one turn. In front of a tunnel the client says it by itself.
    /// </summary>
    /// <param name="address">The address of the request.</param>
    public string? AuthorizationFor(Uri address) => address.Scheme == "http" && !IsBypassed(address) && For(address)?.Credential is { } credential
        ? "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credential.UserName}:{credential.Password}"))
        : null;

    private Proxy? For(Uri address) => address.Scheme == "https" ? _forHttps : _forHttp;

    private static bool Covers(string entry, Uri host)
    {
        var colon = entry.LastIndexOf(':');
        if (colon > 0 && entry.IndexOf(':', StringComparison.Ordinal) == colon && int.TryParse(entry.AsSpan(colon + 1), out var port))
        {
            return port == host.Port && Covers(entry[..colon], host);
        }

        var name = entry.TrimStart('*').TrimStart('.');
        return entry == "*"
            || host.IdnHost.Equals(name, StringComparison.OrdinalIgnoreCase)
            || (name.Length > 0 && host.IdnHost.EndsWith("." + name, StringComparison.OrdinalIgnoreCase))
            || (IPAddress.TryParse(host.IdnHost, out var address) && IPNetwork.TryParse(entry, out var network) && network.Contains(address));
    }

    private static Proxy? Read(Func<string, string?> variable, string name)
    {
        if (Value(variable, name) is not { } text)
        {
            return null;
        }

        var whole = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        if (!Uri.TryCreate(whole, UriKind.Absolute, out var address) || address.Host.Length == 0
            || address.Scheme is not ("http" or "https" or "socks4" or "socks4a" or "socks5"))
        {
            throw new FormatException($"{name} of the environment is no address of a proxy: expected http://host:port, https or socks5");
        }

        var parts = address.UserInfo.Split(':', 2);
        var plain = new UriBuilder(address) { UserName = "", Password = "", Path = "" }.Uri;
        var credential = address.UserInfo.Length == 0 ? null
            : new NetworkCredential(Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? ""));
        return new Proxy(plain, $"{plain.Authority} ({name})", credential);
    }

    private static string? Value(Func<string, string?> variable, string name) =>
        variable(name.ToLowerInvariant()) is { Length: > 0 } lower ? lower : variable(name) is { Length: > 0 } upper ? upper : null;

    private sealed record Proxy(Uri Address, string Name, NetworkCredential? Credential);
}
