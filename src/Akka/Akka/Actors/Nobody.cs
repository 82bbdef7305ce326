namespace Akka.Actor;

/// <summary>A reference that swallows everything.</summary>
public sealed class Nobody : MinimalActorRef
{
    private Nobody() { }

    /// <summary>Gets the only one.</summary>
    public static Nobody Instance { get; } = new();

    /// <inheritdoc/>
    public override ActorPath Path { get; } =
        new RootActorPath(Address.AllSystems) / "Nobody";

    /// <inheritdoc/>
    public override IActorRefProvider Provider =>
        throw new NotSupportedException("Nobody belongs to no actor system.");
}
