namespace Akka.Actor;

/// <summary>Where an actor system lives: <c>akka://name</c>, with host and port when it is remote.</summary>
public sealed class Address : IEquatable<Address>, IComparable<Address>, IComparable
{
    /// <summary>The address that belongs to no system in particular.</summary>
    public static readonly Address AllSystems = new("akka", "all-systems");

    /// <summary>Initializes a new instance of the <see cref="Address"/> class.</summary>
    /// <param name="protocol">The protocol, <c>akka</c>.</param>
    /// <param name="system">The actor system's name.</param>
    /// <param name="host">The host; null for a local system.</param>
    /// <param name="port">The port; null for a local system.</param>
    public Address(string protocol, string system, string? host = null, int? port = null)
    {
        Protocol = protocol;
        System = system;
        Host = host;
        Port = port;
    }

    /// <summary>Gets the protocol.</summary>
    public string Protocol { get; }

    /// <summary>Gets the actor system's name.</summary>
    public string System { get; }

    /// <summary>Gets the host; null for a local system.</summary>
    public string? Host { get; }

    /// <summary>Gets the port; null for a local system.</summary>
    public int? Port { get; }

    /// <summary>Gets a value indicating whether the address has no host.</summary>
    public bool HasLocalScope => string.IsNullOrEmpty(Host);

    /// <inheritdoc/>
    public override string ToString() =>
        HasLocalScope ? $"{Protocol}://{System}" : $"{Protocol}://{System}@{Host}:{Port}";

    /// <inheritdoc/>
    public bool Equals(Address? other) => ReferenceEquals(this, other)
        || (other is not null && Port == other.Port && Host == other.Host && System == other.System && Protocol == other.Protocol);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Address);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Protocol, System, Host, Port);

    /// <inheritdoc/>
    public int CompareTo(Address? other) => string.CompareOrdinal(ToString(), other?.ToString());

    /// <inheritdoc/>
    public int CompareTo(object? obj) => CompareTo(obj as Address);
}
