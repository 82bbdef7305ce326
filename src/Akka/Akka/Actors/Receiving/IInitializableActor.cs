namespace Akka.Actor.Internal;

/// <summary>An actor with something to do between its constructor and PreStart.</summary>
public interface IInitializableActor
{
    /// <summary>Does it.</summary>
    void Init();
}
