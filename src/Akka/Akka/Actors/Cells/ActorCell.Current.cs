namespace Akka.Actor;

/// <content>Which cell has the current thread.</content>
public partial class ActorCell
{
    [ThreadStatic]
    private static ActorCell? t_current;

    /// <summary>Gets the cell whose message this thread handles; null outside of actors.</summary>
    internal static ActorCell? Current
    {
        get => t_current;
        set => t_current = value;
    }

    // Set by a TestKit: who stands in outside of actors. A thread-static would stay behind on the pool's threads.
    internal static Func<IActorRef?>? ImplicitSelf { get; set; }

    /// <summary>The actor whose message this thread handles.</summary>
    /// <returns>The actor, or NoSender outside of actors.</returns>
    public static IActorRef GetCurrentSelfOrNoSender() => t_current?._self ?? ImplicitSelf?.Invoke() ?? ActorRefs.NoSender;

    /// <summary>Who sent the message this thread handles.</summary>
    /// <returns>The sender, or NoSender outside of actors.</returns>
    public static IActorRef GetCurrentSenderOrNoSender() => t_current?._sender ?? ActorRefs.NoSender;
}
