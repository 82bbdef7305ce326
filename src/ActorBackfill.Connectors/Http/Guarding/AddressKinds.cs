using System.Net;
using System.Net.Sockets;

namespace ActorBackfill.Connectors.Http.Guarding;

/// <summary>Tells what an address is, by the registries of special addresses (RFC 6890 and its successors).</summary>
internal static class AddressKinds
{
    private static readonly (IPNetwork Network, AddressKind Kind)[] Version4 =
    [
        (IPNetwork.Parse("169.254.169.254/32"), AddressKind.Metadata),
        (IPNetwork.Parse("169.254.170.2/32"), AddressKind.Metadata),
        (IPNetwork.Parse("100.100.100.200/32"), AddressKind.Metadata),
        (IPNetwork.Parse("168.63.129.16/32"), AddressKind.Metadata),
        (IPNetwork.Parse("192.0.0.192/32"), AddressKind.Metadata),
        (IPNetwork.Parse("127.0.0.0/8"), AddressKind.Loopback),
        (IPNetwork.Parse("10.0.0.0/8"), AddressKind.Private),
        (IPNetwork.Parse("172.16.0.0/12"), AddressKind.Private),
        (IPNetwork.Parse("192.168.0.0/16"), AddressKind.Private),
        (IPNetwork.Parse("100.64.0.0/10"), AddressKind.Private),
        (IPNetwork.Parse("198.18.0.0/15"), AddressKind.Private),
        (IPNetwork.Parse("169.254.0.0/16"), AddressKind.LinkLocal),
        (IPNetwork.Parse("0.0.0.0/8"), AddressKind.Special),
        (IPNetwork.Parse("192.0.0.0/24"), AddressKind.Special),
        (IPNetwork.Parse("192.0.2.0/24"), AddressKind.Special),
        (IPNetwork.Parse("192.88.99.0/24"), AddressKind.Special),
        (IPNetwork.Parse("198.51.100.0/24"), AddressKind.Special),
        (IPNetwork.Parse("203.0.113.0/24"), AddressKind.Special),
        (IPNetwork.Parse("224.0.0.0/3"), AddressKind.Special),
    ];

    private static readonly (IPNetwork Network, AddressKind Kind)[] Version6 =
    [
        (IPNetwork.Parse("fd00:ec2::254/128"), AddressKind.Metadata),
        (IPNetwork.Parse("fd20:ce::254/128"), AddressKind.Metadata),
        (IPNetwork.Parse("::1/128"), AddressKind.Loopback),
        (IPNetwork.Parse("fc00::/7"), AddressKind.Private),
        (IPNetwork.Parse("fec0::/10"), AddressKind.Private),
        (IPNetwork.Parse("fe80::/10"), AddressKind.LinkLocal),
        (IPNetwork.Parse("2001::/23"), AddressKind.Special),
        (IPNetwork.Parse("2001:db8::/32"), AddressKind.Special),
        (IPNetwork.Parse("3fff::/20"), AddressKind.Special),
        // What is allotted to the internet so far; everything else is for nobody.
        (IPNetwork.Parse("2000::/3"), AddressKind.Public),
        (IPNetwork.Parse("::/0"), AddressKind.Special),
    ];

    // Prefixes that carry an IPv4 address, and where in the 16 bytes it stands: NAT64, 6to4.
    private static readonly (IPNetwork Network, int At)[] Carriers =
    [
        (IPNetwork.Parse("64:ff9b::/96"), 12),
        (IPNetwork.Parse("2002::/16"), 2),
    ];

    /// <summary>Gets the kind of an address; one that carries an IPv4 address is what that is.</summary>
    /// <param name="address">The address.</param>
    public static AddressKind Of(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return Find(Version4, address) ?? AddressKind.Public;
        }

        // Apart from the other carriers: no network of IPv6 contains a mapped address for the framework.
        if (address.IsIPv4MappedToIPv6)
        {
            return Of(address.MapToIPv4());
        }

        // A zone does not change what an address is, and networks do not hold addresses with one.
        var plain = address.ScopeId == 0 ? address : new IPAddress(address.GetAddressBytes());
        foreach (var (network, at) in Carriers)
        {
            if (network.Contains(plain))
            {
                return Of(new IPAddress(plain.GetAddressBytes().AsSpan(at, 4)));
            }
        }

        return Find(Version6, plain) ?? AddressKind.Special;
    }

    /// <summary>Gets the words for a kind.</summary>
    /// <param name="kind">The kind.</param>
    public static string Text(this AddressKind kind) => kind switch
    {
        AddressKind.Loopback => "this machine",
        AddressKind.Private => "a private network",
        AddressKind.LinkLocal => "the local link",
        AddressKind.Metadata => "a cloud's metadata service",
        AddressKind.Special => "no single host of the internet",
        _ => "the internet",
    };

    private static AddressKind? Find((IPNetwork Network, AddressKind Kind)[] table, IPAddress address)
    {
        foreach (var (network, kind) in table)
        {
            if (network.Contains(address))
            {
                return kind;
            }
        }

        return null;
    }
}
