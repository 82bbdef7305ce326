namespace Akka.Actor;

/// <summary>References that stand for nothing.</summary>
public static class ActorRefs
{
    /// <summary>A reference that swallows everything.</summary>
    public static readonly Nobody Nobody = Akka.Actor.Nobody.Instance;

    /// <summary>No sender: answers go to dead letters. It is null.</summary>
    public static readonly IActorRef NoSender = null!;
}
