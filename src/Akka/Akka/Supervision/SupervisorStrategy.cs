using Akka.Event;

namespace Akka.Actor;

/// <summary>How a supervisor treats its children's failures.</summary>
public abstract class SupervisorStrategy
{
    /// <summary>Restarts without limit; stops a child that could not be made or was killed.</summary>
    public static readonly OneForOneStrategy DefaultStrategy = new(DefaultDecider);

    /// <summary>Stops every child that fails.</summary>
    public static readonly OneForOneStrategy StoppingStrategy = new(_ => Directive.Stop);

    /// <summary>Gets the decider of <see cref="DefaultStrategy"/>.</summary>
    public static IDecider DefaultDecider => Akka.Actor.Decider.From(DecideByDefault);

    /// <summary>Gets who chooses the directive.</summary>
    public abstract IDecider Decider { get; }

    /// <summary>Gets or sets a value indicating whether failures are logged.</summary>
    protected bool LoggingEnabled { get; set; } = true;

    /// <summary>Chooses and carries out.</summary>
    /// <param name="actorCell">The supervisor.</param>
    /// <param name="child">The child that failed.</param>
    /// <param name="cause">What with.</param>
    /// <param name="failedChildStats">Its restarts so far.</param>
    /// <param name="allChildren">All children with their restarts.</param>
    /// <returns>False to escalate.</returns>
    public bool HandleFailure(
        ActorCell actorCell,
        IActorRef child,
        Exception cause,
        ChildRestartStats failedChildStats,
        IReadOnlyCollection<ChildRestartStats> allChildren)
    {
        var directive = Handle(child, cause);
        if (directive == Directive.Escalate)
        {
            LogFailure(actorCell, child, cause, directive);
            return false;
        }

        LogFailure(actorCell, child, cause, directive);
        if (directive == Directive.Resume)
            ((IInternalActorRef)child).Resume(cause);
        else
            ProcessFailure(actorCell, directive == Directive.Restart, child, cause, failedChildStats, allChildren);
        return true;
    }

    /// <summary>Restarts or stops children after a failure.</summary>
    /// <param name="context">The supervisor.</param>
    /// <param name="restart">Whether to restart; else to stop.</param>
    /// <param name="child">The child that failed.</param>
    /// <param name="cause">What with.</param>
    /// <param name="stats">Its restarts so far.</param>
    /// <param name="children">All children with their restarts.</param>
    public abstract void ProcessFailure(
        IActorContext context,
        bool restart,
        IActorRef child,
        Exception cause,
        ChildRestartStats stats,
        IReadOnlyCollection<ChildRestartStats> children);

    /// <summary>Called when a child has ended.</summary>
    /// <param name="actorContext">The supervisor.</param>
    /// <param name="child">The child.</param>
    /// <param name="children">Those that are left.</param>
    public abstract void HandleChildTerminated(IActorContext actorContext, IActorRef child, IEnumerable<IInternalActorRef> children);

    /// <summary>Chooses a directive.</summary>
    /// <param name="child">The child that failed.</param>
    /// <param name="exception">What with.</param>
    /// <returns>The directive.</returns>
    protected abstract Directive Handle(IActorRef child, Exception exception);

    /// <summary>Restarts a child.</summary>
    /// <param name="child">The child.</param>
    /// <param name="cause">Why.</param>
    /// <param name="suspendFirst">Whether it must be suspended, since it did not fail itself.</param>
    protected void RestartChild(IActorRef child, Exception cause, bool suspendFirst)
    {
        var actor = (IInternalActorRef)child;
        if (suspendFirst)
            actor.Suspend();
        actor.Restart(cause);
    }

    /// <summary>Logs a failure, unless logging is off: resumed as a warning, escalated as debug, else as an error.</summary>
    /// <param name="context">The supervisor.</param>
    /// <param name="child">The child that failed.</param>
    /// <param name="cause">What with.</param>
    /// <param name="directive">What becomes of it.</param>
    protected virtual void LogFailure(IActorContext context, IActorRef child, Exception cause, Directive directive)
    {
        if (!LoggingEnabled)
            return;
        var shown = cause is ActorInitializationException { InnerException: { } inner } ? inner : cause;
        var source = child.Path.ToString();
        LogEvent entry = directive switch
        {
            Directive.Resume => new Warning(shown, source, GetType(), shown.Message),
            Directive.Escalate => new Debug(cause, source, GetType(), shown.Message),
            _ => new Error(cause, source, GetType(), shown.Message),
        };
        context.System.EventStream.Publish(entry);
    }

    private static Directive DecideByDefault(Exception cause) =>
        cause is ActorInitializationException or ActorKilledException or DeathPactException ? Directive.Stop : Directive.Restart;
}
