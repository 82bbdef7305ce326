namespace Akka.Actor;

/// <summary>Restarts or stops the child that failed and leaves its siblings alone.</summary>
public class OneForOneStrategy : SupervisorStrategy
{
    /// <summary>Initializes a new instance of the <see cref="OneForOneStrategy"/> class with the default decider and no limit.</summary>
    public OneForOneStrategy()
        : this(DefaultDecider)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="OneForOneStrategy"/> class without a limit.</summary>
    /// <param name="localOnlyDecider">Chooses the directive.</param>
    public OneForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(-1, -1, localOnlyDecider)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="OneForOneStrategy"/> class without a limit.</summary>
    /// <param name="localOnlyDecider">Chooses the directive.</param>
    /// <param name="loggingEnabled">Whether failures are logged.</param>
    public OneForOneStrategy(Func<Exception, Directive> localOnlyDecider, bool loggingEnabled = true)
        : this(-1, -1, localOnlyDecider, loggingEnabled)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="OneForOneStrategy"/> class without a limit.</summary>
    /// <param name="decider">Chooses the directive.</param>
    public OneForOneStrategy(IDecider decider)
        : this(-1, -1, decider)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="OneForOneStrategy"/> class.</summary>
    /// <param name="maxNrOfRetries">Restarts in the time; null for any number, 0 for none.</param>
    /// <param name="withinTimeRange">The time; null for the child's whole life.</param>
    /// <param name="localOnlyDecider">Chooses the directive.</param>
    public OneForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries ?? -1, Milliseconds(withinTimeRange), localOnlyDecider)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="OneForOneStrategy"/> class.</summary>
    /// <param name="maxNrOfRetries">Restarts in the time; null for any number, 0 for none.</param>
    /// <param name="withinTimeRange">The time; null for the child's whole life.</param>
    /// <param name="decider">Chooses the directive.</param>
    public OneForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, IDecider decider)
        : this(maxNrOfRetries ?? -1, Milliseconds(withinTimeRange), decider)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="OneForOneStrategy"/> class.</summary>
    /// <param name="maxNrOfRetries">Restarts in the time; negative for any number, 0 for none.</param>
    /// <param name="withinTimeMilliseconds">The time in milliseconds; negative for the child's whole life.</param>
    /// <param name="localOnlyDecider">Chooses the directive.</param>
    /// <param name="loggingEnabled">Whether failures are logged.</param>
    public OneForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds, Func<Exception, Directive> localOnlyDecider, bool loggingEnabled = true)
        : this(maxNrOfRetries, withinTimeMilliseconds, Akka.Actor.Decider.From(localOnlyDecider), loggingEnabled)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="OneForOneStrategy"/> class.</summary>
    /// <param name="maxNrOfRetries">Restarts in the time; negative for any number, 0 for none.</param>
    /// <param name="withinTimeMilliseconds">The time in milliseconds; negative for the child's whole life.</param>
    /// <param name="decider">Chooses the directive.</param>
    /// <param name="loggingEnabled">Whether failures are logged.</param>
    public OneForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds, IDecider decider, bool loggingEnabled = true)
    {
        MaxNumberOfRetries = maxNrOfRetries;
        WithinTimeRangeMilliseconds = withinTimeMilliseconds;
        Decider = decider;
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
        if (restart && stats.RequestRestartPermission(MaxNumberOfRetries, WithinTimeRangeMilliseconds))
            RestartChild(child, cause, suspendFirst: false);
        else
            context.Stop(child);
    }

    /// <inheritdoc/>
    public override void HandleChildTerminated(IActorContext actorContext, IActorRef child, IEnumerable<IInternalActorRef> children) { }

    /// <inheritdoc/>
    protected override Directive Handle(IActorRef child, Exception exception) => Decider.Decide(exception);

    internal static int Milliseconds(TimeSpan? range) =>
        range is { } time ? (int)Math.Min(time.TotalMilliseconds, int.MaxValue) : -1;
}
