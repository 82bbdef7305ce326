using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.DependencyInjection;
using Akka.Serialization;

namespace Akka.Hosting;

/// <summary>Starts actors of a new system.</summary>
/// <param name="system">The system.</param>
/// <param name="registry">Where others find them.</param>
public delegate Task ActorStarter(ActorSystem system, IActorRegistry registry);

/// <summary>Starts actors of a new system that take services.</summary>
/// <param name="system">The system.</param>
/// <param name="registry">Where others find them.</param>
/// <param name="resolver">Makes their recipes.</param>
public delegate Task ActorStarterWithResolver(ActorSystem system, IActorRegistry registry, IDependencyResolver resolver);

/// <summary>Runs when all actors of a new system were started.</summary>
/// <param name="system">The system.</param>
/// <param name="registry">Where the actors are found.</param>
public delegate Task StartupTask(ActorSystem system, IActorRegistry registry);

/// <summary>Collects all that a hosted actor system is made of.</summary>
public sealed class AkkaConfigurationBuilder
{
    private readonly HashSet<Setup> _setups = [];
    private readonly List<SerializerRegistration> _serializers = [];
    private readonly List<Type> _extensions = [];
    private readonly List<ActorStarterWithResolver> _starters = [];
    private readonly List<StartupTask> _startups = [];

    internal AkkaConfigurationBuilder(string actorSystemName) => ActorSystemName = actorSystemName;

    internal string ActorSystemName { get; }

    internal Config Configuration { get; private set; } = Config.Empty;

    /// <summary>Adds a setup.</summary>
    /// <param name="setup">The setup.</param>
    public AkkaConfigurationBuilder AddSetup(Setup setup)
    {
        _ = _setups.Add(setup);
        return this;
    }

    /// <summary>Starts extensions with the system.</summary>
    /// <param name="extensions">Types of extension ids, each with a constructor without arguments.</param>
    public AkkaConfigurationBuilder WithExtensions(params Type[] extensions)
    {
        _extensions.AddRange(extensions);
        return this;
    }

    /// <summary>Starts an extension with the system.</summary>
    /// <typeparam name="T">The type of its id.</typeparam>
    public AkkaConfigurationBuilder WithExtension<T>()
        where T : IExtensionId => WithExtensions(typeof(T));

    /// <summary>Adds a starter.</summary>
    /// <param name="starter">Starts actors.</param>
    public AkkaConfigurationBuilder StartActors(ActorStarter starter) =>
        StartActors((system, registry, _) => starter(system, registry));

    /// <summary>Adds a starter of actors that take services.</summary>
    /// <param name="starter">Starts actors.</param>
    public AkkaConfigurationBuilder StartActors(ActorStarterWithResolver starter)
    {
        _starters.Add(starter);
        return this;
    }

    /// <summary>Adds a task that runs when all actors were started.</summary>
    /// <param name="startupTask">The task.</param>
    public AkkaConfigurationBuilder AddStartup(StartupTask startupTask)
    {
        _startups.Add(startupTask);
        return this;
    }

    internal void AddHoconConfiguration(Config hocon, HoconAddMode addMode) => Configuration = addMode switch
    {
        HoconAddMode.Append => Configuration.WithFallback(hocon),
        HoconAddMode.Prepend => hocon.WithFallback(Configuration),
        HoconAddMode.Replace => hocon,
        _ => throw new ArgumentOutOfRangeException(nameof(addMode), addMode, null),
    };

    internal void AddSerializer(SerializerRegistration serializer) => _serializers.Add(serializer);

    /// <summary>Makes the system; nothing of the application runs in it yet.</summary>
    internal ActorSystem Build(IServiceProvider services)
    {
        // The host decides when the system ends, not the process.
        AddHoconConfiguration("akka.coordinated-shutdown.run-by-clr-shutdown-hook = off", HoconAddMode.Prepend);
        var setup = BootstrapSetup.Create().WithConfig(Configuration).And(DependencyResolverSetup.Create(services));
        if (_serializers.Count > 0)
            setup = setup.And(SerializationSetup.Create(system => [.. _serializers.Select(s => s.In(system))]));
        foreach (var other in _setups)
            setup = setup.And(other);
        return ActorSystem.Create(ActorSystemName, setup);
    }

    /// <summary>Runs what the application added, in its order.</summary>
    internal async Task Start(ActorSystem system)
    {
        foreach (var extension in _extensions)
            _ = system.RegisterExtension((IExtensionId)Activator.CreateInstance(extension)!);
        var registry = ActorRegistry.For(system);
        var resolver = DependencyResolver.For(system).Resolver;
        foreach (var start in _starters)
            await start(system, registry, resolver).ConfigureAwait(false);
        foreach (var startup in _startups)
            await startup(system, registry).ConfigureAwait(false);
    }
}
