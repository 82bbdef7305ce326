namespace Akka.Actor;

/// <summary>The path of a root guardian.</summary>
public sealed class RootActorPath : ActorPath
{
    /// <summary>Initializes a new instance of the <see cref="RootActorPath"/> class.</summary>
    /// <param name="address">The actor system's address.</param>
    /// <param name="name">The root's name, a slash.</param>
    public RootActorPath(Address address, string name = "")
        : base(address, name, ActorCell.UndefinedUid)
    {
    }

    /// <inheritdoc/>
    public override ActorPath Parent => this;

    /// <inheritdoc/>
    public override ActorPath Root => this;

    /// <inheritdoc/>
    public override ActorPath WithUid(long uid) => this;

    /// <inheritdoc/>
    public override string ToStringWithoutAddress() => "/" + Name;

    /// <inheritdoc/>
    public override bool Equals(ActorPath? other) =>
        ReferenceEquals(this, other) || (other is RootActorPath && Name == other.Name && Address.Equals(other.Address));

    /// <inheritdoc/>
    public override int GetHashCode() => Address.GetHashCode();
}
