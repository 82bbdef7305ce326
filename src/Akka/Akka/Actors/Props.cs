using System.Linq.Expressions;

namespace Akka.Actor;

/// <summary>The recipe of an actor: its type, its constructor's arguments, and where it runs.</summary>
public class Props : IEquatable<Props>
{
    private readonly IIndirectActorProducer _producer;
    private readonly Routing.RouterConfig? _routerConfig;

    /// <summary>Initializes a new instance of the <see cref="Props"/> class.</summary>
    /// <param name="type">The actor's type.</param>
    /// <param name="args">Its constructor's arguments.</param>
    public Props(Type type, params object[] args)
        : this(new ReflectiveProducer(type, args), Deploy.Local, args, null)
    {
    }

    internal Props(IIndirectActorProducer producer, Deploy deploy, object[] args, SupervisorStrategy? strategy)
    {
        _producer = producer;
        Deploy = deploy;
        Arguments = args;
        SupervisorStrategy = strategy;
    }

    private Props(Props copy, Deploy deploy, SupervisorStrategy? strategy, Routing.RouterConfig? router)
        : this(copy._producer, deploy, copy.Arguments, strategy) => _routerConfig = router;

    /// <summary>Gets a recipe for an actor that does nothing.</summary>
    public static Props Empty { get; } = new(typeof(EmptyActor));

    /// <summary>Gets a recipe that makes nothing but an error; a router without children has it.</summary>
    public static Props None { get; } = Empty;

    /// <summary>Gets the actor's type.</summary>
    public Type Type => _producer.ActorType;

    /// <summary>Gets the path of the dispatcher in the configuration.</summary>
    public string Dispatcher => Deploy.Dispatcher;

    /// <summary>Gets the path of the mailbox in the configuration.</summary>
    public string Mailbox => Deploy.Mailbox;

    /// <summary>Gets the router in front of the actor; NoRouter if there is none.</summary>
    public Routing.RouterConfig RouterConfig => _routerConfig ?? Routing.NoRouter.Instance;

    /// <summary>Gets where the actor runs.</summary>
    public Deploy Deploy { get; }

    /// <summary>Gets the strategy that overrides the actor's own; null if none does.</summary>
    public SupervisorStrategy? SupervisorStrategy { get; }

    /// <summary>Gets the constructor's arguments.</summary>
    public object[] Arguments { get; }

    /// <summary>A recipe from a <c>new</c> expression; its arguments are computed now, the actor later, through its public constructor.</summary>
    /// <typeparam name="TActor">The actor's type.</typeparam>
    /// <param name="factory">The expression.</param>
    /// <param name="supervisorStrategy">Overrides the actor's own; null to keep it.</param>
    /// <returns>The recipe.</returns>
    /// <exception cref="ArgumentException">The expression is not a <c>new</c>.</exception>
    public static Props Create<TActor>(Expression<Func<TActor>> factory, SupervisorStrategy? supervisorStrategy = null)
        where TActor : ActorBase
    {
        if (factory.Body is not NewExpression creation)
            throw new ArgumentException("The create function must be a 'new T (args)' expression", nameof(factory));
        var args = NewExpressionArguments.Evaluate(creation);
        return new Props(new ReflectiveProducer(typeof(TActor), args), Deploy.Local, args, supervisorStrategy);
    }

    /// <summary>A recipe from a type and its constructor's arguments.</summary>
    /// <typeparam name="TActor">The actor's type.</typeparam>
    /// <param name="args">The arguments.</param>
    /// <returns>The recipe.</returns>
    public static Props Create<TActor>(params object[] args)
        where TActor : ActorBase => new(typeof(TActor), args);

    /// <summary>A recipe from a type with a constructor without parameters.</summary>
    /// <typeparam name="TActor">The actor's type.</typeparam>
    /// <param name="supervisorStrategy">Overrides the actor's own.</param>
    /// <returns>The recipe.</returns>
    public static Props Create<TActor>(SupervisorStrategy supervisorStrategy)
        where TActor : ActorBase, new() => new(new ReflectiveProducer(typeof(TActor), []), Deploy.Local, [], supervisorStrategy);

    /// <summary>A recipe from a type and its constructor's arguments.</summary>
    /// <param name="type">The actor's type.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>The recipe.</returns>
    public static Props Create(Type type, params object[] args) => new(type, args);

    /// <summary>A recipe from an object that makes the actors.</summary>
    /// <param name="producer">The object.</param>
    /// <param name="args">Arguments to show; the producer knows its own.</param>
    /// <returns>The recipe.</returns>
    public static Props CreateBy(IIndirectActorProducer producer, params object[] args) => new(producer, Deploy.Local, args, null);

    /// <summary>A recipe from a type of object that makes the actors.</summary>
    /// <typeparam name="TProducer">The type.</typeparam>
    /// <param name="args">Its constructor's arguments.</param>
    /// <returns>The recipe.</returns>
    public static Props CreateBy<TProducer>(params object[] args)
        where TProducer : class, IIndirectActorProducer =>
        CreateBy((IIndirectActorProducer)Activator.CreateInstance(typeof(TProducer), args)!, args);

    /// <summary>The same recipe in another mailbox.</summary>
    /// <param name="mailbox">Its path in the configuration.</param>
    /// <returns>The new recipe.</returns>
    public Props WithMailbox(string mailbox) => WithDeploy(Deploy.WithMailbox(mailbox));

    /// <summary>The same recipe on another dispatcher.</summary>
    /// <param name="dispatcher">Its path in the configuration.</param>
    /// <returns>The new recipe.</returns>
    public Props WithDispatcher(string dispatcher) => WithDeploy(Deploy.WithDispatcher(dispatcher));

    /// <summary>The same recipe behind a router.</summary>
    /// <param name="routerConfig">The router.</param>
    /// <returns>The new recipe.</returns>
    public Props WithRouter(Routing.RouterConfig routerConfig) => new(this, Deploy, SupervisorStrategy, routerConfig);

    /// <summary>The same recipe deployed elsewhere.</summary>
    /// <param name="deploy">Where.</param>
    /// <returns>The new recipe.</returns>
    public Props WithDeploy(Deploy deploy) => new(this, deploy, SupervisorStrategy, _routerConfig);

    /// <summary>The same recipe with another way to treat children's failures.</summary>
    /// <param name="supervisorStrategy">Overrides the actor's own.</param>
    /// <returns>The new recipe.</returns>
    public Props WithSupervisorStrategy(SupervisorStrategy supervisorStrategy) => new(this, Deploy, supervisorStrategy, _routerConfig);

    /// <summary>Makes an instance, inside a cell only.</summary>
    /// <returns>The instance.</returns>
    public virtual ActorBase NewActor() => _producer.Produce();

    /// <inheritdoc/>
    public bool Equals(Props? other) => ReferenceEquals(this, other)
        || (other is not null && Type == other.Type && Deploy.Equals(other.Deploy) && Equals(_routerConfig, other._routerConfig)
            && Arguments.SequenceEqual(other.Arguments));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Props);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Deploy, Arguments.Length);

    internal void Release(ActorBase actor) => _producer.Release(actor);
}
