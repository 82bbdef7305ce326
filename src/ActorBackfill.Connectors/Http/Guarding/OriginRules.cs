using System.Collections.Immutable;
using System.Net;
using ActorBackfill.Connectors.Bodies;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Connectors.Http.Guarding;

/// <summary>
/// Where a source may send requests. An origin is the base's or one that the job lists; nothing else that a response names is followed.
/// An address is checked when it is connected to, since a name may lead anywhere: the base leads into a private network where the job
/// wrote an address or a name of a private network itself, every other name only where the job says so.
/// </summary>
internal sealed class OriginRules
{
    // Names that no public DNS has: RFC 6761, RFC 6762, RFC 8375, ICANN's "internal", and what home and office networks use.
    private static readonly string[] PrivateSuffixes =
        [".localhost", ".local", ".internal", ".lan", ".home.arpa", ".test", ".intranet", ".corp", ".home", ".private", ".localdomain"];

    private readonly Uri _base;
    private readonly string _baseHost;
    private readonly bool _isBasePrivate;
    private readonly ImmutableArray<Uri> _further;
    private readonly bool _allowPrivate;

    /// <summary>Reads the rules of a source.</summary>
    /// <param name="definition">Base, further origins, and whether private networks are open.</param>
    /// <exception cref="FormatException">An origin is none.</exception>
    public OriginRules(HttpSourceDefinition definition)
    {
        _base = new Uri(definition.Base);
        _baseHost = Plain(_base.IdnHost);
        _isBasePrivate = IsPrivateName(_baseHost);
        _allowPrivate = definition.AllowPrivate;
        _further = [.. definition.AllowOrigins.Select(Origin)];
    }

    /// <summary>Gets whether a request may be sent to an address at all.</summary>
    /// <param name="address">From the job or from a response.</param>
    public bool Allows(Uri address) => address.UserInfo.Length == 0 && (IsBase(address) || _further.Any(o => SameOrigin(o, address)));

    /// <summary>Gets whether an address is of the job's own base, so that it may be sent the job's headers.</summary>
    /// <param name="address">The address.</param>
    public bool IsBase(Uri address) => SameOrigin(_base, address);

    /// <summary>Gets the words for an address that is not allowed.</summary>
    /// <param name="address">From a response, so that it may hold anything.</param>
    public static string Named(Uri address) =>
        $"{BodyText.Plain(new UriBuilder(address.Scheme, address.Host, address.IsDefaultPort ? -1 : address.Port).Uri.GetLeftPart(UriPartial.Authority))}; where that is right, the job lists it in source.allow-origins";

    /// <summary>Gets why a host may not be connected to at an address, or null when it may.</summary>
    /// <param name="host">The host as the address of the request has it.</param>
    /// <param name="address">What its name was resolved to, or what it is.</param>
    public string? Refusal(string host, IPAddress address)
    {
        var kind = AddressKinds.Of(address);
        var name = Plain(host);
        var isBase = name == _baseHost;
        if (kind == AddressKind.Public || (isBase && IPAddress.TryParse(name, out _)))
        {
            return null;
        }

        if (kind is not (AddressKind.Loopback or AddressKind.Private))
        {
            return $"{name} leads to {address}, {kind.Text()}: no source is there";
        }

        return _allowPrivate || (isBase && _isBasePrivate)
            ? null
            : $"{name} leads to {address}, {kind.Text()}; where that is meant, the job says source.allow-private = true";
    }

    /// <summary>Gets what is wrong with a text as an origin, or null.</summary>
    /// <param name="text">Scheme, host and port: <c>https://files.example</c>.</param>
    /// <param name="allowPrivate">Whether private networks are open.</param>
    public static string? OriginProblem(string text, bool allowPrivate)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.Host.Length == 0
            || address.UserInfo.Length > 0 || address.PathAndQuery != "/" || address.Fragment.Length > 0)
        {
            return "expected an origin, https://host or https://host:port, without path";
        }

        var kind = IPAddress.TryParse(Plain(address.IdnHost), out var literal) ? AddressKinds.Of(literal) : AddressKind.Public;
        return kind == AddressKind.Public || (allowPrivate && kind is AddressKind.Private or AddressKind.Loopback) ? null
            : kind is AddressKind.Private or AddressKind.Loopback ? $"leads to {kind.Text()}, which takes allow-private = true as well"
            : $"leads to {kind.Text()}: no source is there";
    }

    private Uri Origin(string text) =>
        OriginProblem(text, _allowPrivate) is { } problem ? throw new FormatException($"source.allow-origins: '{text}': {problem}") : new Uri(text);

    private static bool SameOrigin(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static string Plain(string host) => host.Trim('[', ']').TrimEnd('.').ToLowerInvariant();

    // A name without a dot is found by the search list of this machine, never in the internet.
    private static bool IsPrivateName(string name) =>
        !name.Contains('.', StringComparison.Ordinal) || PrivateSuffixes.Any(s => name.EndsWith(s, StringComparison.Ordinal));
}
