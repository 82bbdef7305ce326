namespace Akka.Actor;

/// <content>What an actor may do at the turns of its life.</content>
public abstract partial class ActorBase
{
    /// <summary>Wraps <see cref="PreStart"/>.</summary>
    public virtual void AroundPreStart() => PreStart();

    /// <summary>Wraps <see cref="PreRestart"/>.</summary>
    /// <param name="cause">What the actor failed with.</param>
    /// <param name="message">The message it failed on; null if none.</param>
    public virtual void AroundPreRestart(Exception cause, object message) => PreRestart(cause, message);

    /// <summary>Wraps <see cref="PostRestart"/>.</summary>
    /// <param name="cause">What the former instance failed with.</param>
    /// <param name="message">The message it failed on; null if none.</param>
    public virtual void AroundPostRestart(Exception cause, object message) => PostRestart(cause);

    /// <summary>Wraps <see cref="PostStop"/>.</summary>
    public virtual void AroundPostStop() => PostStop();

    /// <summary>Called before the first message.</summary>
    protected virtual void PreStart() { }

    /// <summary>Called on the instance that failed, before it is replaced. The default stops all children and calls <see cref="PostStop"/>.</summary>
    /// <param name="reason">What it failed with.</param>
    /// <param name="message">The message it failed on; null if none.</param>
    protected virtual void PreRestart(Exception reason, object message)
    {
        foreach (var child in Context.GetChildren())
        {
            Context.Unwatch(child);
            Context.Stop(child);
        }

        PostStop();
    }

    /// <summary>Called on the new instance. The default calls <see cref="PreStart"/>.</summary>
    /// <param name="reason">What the former instance failed with.</param>
    protected virtual void PostRestart(Exception reason) => PreStart();

    /// <summary>Called after the last message.</summary>
    protected virtual void PostStop() { }
}
