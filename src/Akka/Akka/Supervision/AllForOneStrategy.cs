namespace Akka.Actor;

/// <summary>Restarts or stops all children when one fails.</summary>
public class AllForOneStrategy : SupervisorStrategy
{
    /// <summary>Initializes a new instance of the <see cref="AllForOneStrategy"/> class without a limit.</summary>
    /// <param name="localOnlyDecider">Chooses the directive.</param>
    public AllForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(-1, -1, localOnlyDecider)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="AllForOneStrategy"/> class.</summary>
    /// <param name="maxNrOfRetries">Restarts in the time; null for any number, 0 for none.</param>
    /// <param name="withinTimeRange">The time; null for the child's whole life.</param>
    /// <param name="localOnlyDecider">Chooses the directive.</param>
    public AllForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries ?? -1, OneForOneStrategy.Milliseconds(withinTimeRange), localOnlyDecider)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="AllForOneStrategy"/> class.</summary>
    /// <param name="maxNrOfRetries">Restarts in the time; negative for any number, 0 for none.</param>
    /// <param name="withinTimeMilliseconds">The time in milliseconds; negative for the child's whole life.</param>
    /// <param name="localOnlyDecider">Chooses the directive.</param>
    /// <param name="loggingEnabled">Whether failures are logged.</param>
    public AllForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds, Func<Exception, Directive> localOnlyDecider, bool loggingEnabled = true)
    {
        MaxNumberOfRetries = maxNrOfRetries;
        WithinTimeRangeMilliseconds = withinTimeMilliseconds;
        Decider = Akka.Actor.Decider.From(localOnlyDecider);
        LoggingEnabled = loggingEnabled;
    }

    /// <summary>Gets the restarts in the time; negative for any number.</summary>
    public int MaxNumberOfRetries { get; }

    /// <summary>Gets the time in milliseconds; negative for the child's whole life.</summary>
    public int WithinTimeRangeMilliseconds { get; }

    /// <inheritdoc/>
    public override IDecider Decider { get; }

    /// <inheritdoc/>
    public override void ProcessFailure(
        IActorContext context,
        bool restart,
        IActorRef child,
        Exception cause,
        ChildRestartStats stats,
        IReadOnlyCollection<ChildRestartStats> children)
    {
        // Every child spends its own budget, and all must have some left.
        if (restart && children.Where(c => !c.RequestRestartPermission(MaxNumberOfRetries, WithinTimeRangeMilliseconds)).ToList().Count == 0)
        {
            foreach (var sibling in children)
                RestartChild(sibling.Child, cause, suspendFirst: !child.Equals(sibling.Child));
        }
        else
        {
            foreach (var sibling in children)
                context.Stop(sibling.Child);
        }
    }

    /// <inheritdoc/>
    public override void HandleChildTerminated(IActorContext actorContext, IActorRef child, IEnumerable<IInternalActorRef> children) { }

    /// <inheritdoc/>
    protected override Directive Handle(IActorRef child, Exception exception) => Decider.Decide(exception);
}
