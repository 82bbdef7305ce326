namespace ActorBackfill.Connectors.Http.Guarding;

/// <summary>Where an address leads, as far as that matters to somebody who must not be sent there.</summary>
internal enum AddressKind
{
    /// <summary>Into the internet.</summary>
    Public,

    /// <summary>To this machine.</summary>
    Loopback,

    /// <summary>Into a private network: RFC 1918, shared (RFC 6598), for benchmarks, unique local.</summary>
    Private,

    /// <summary>To the neighbours on the same link.</summary>
    LinkLocal,

    /// <summary>To a cloud's own services, which hand out credentials to whoever asks.</summary>
    Metadata,

    /// <summary>Nowhere, or to everybody: unspecified, multicast, reserved, for documentation.</summary>
    Special,
}
