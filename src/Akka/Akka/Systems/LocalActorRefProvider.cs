using System.Collections.Concurrent;
using System.Globalization;
using Akka.Dispatch;
using Akka.Event;
using Akka.Routing;

namespace Akka.Actor;

/// <summary>Makes and finds references within this process.</summary>
internal sealed class LocalActorRefProvider : IActorRefProvider
{
    private readonly ActorSystemImpl _system;
    private readonly EventStream _eventStream;
    private readonly ConcurrentDictionary<string, IInternalActorRef> _temp = new(StringComparer.Ordinal);
    private readonly ActorPath _tempNode;
    private RootGuardianRef? _root;
    private LocalActorRef? _user;
    private LocalActorRef? _systemGuardian;
    private long _tempNumber;

    public LocalActorRefProvider(ActorSystemImpl system, EventStream eventStream)
    {
        _system = system;
        _eventStream = eventStream;
        RootPath = new RootActorPath(new Address("akka", system.Name));
        _tempNode = RootPath / "temp";
        DeadLetters = new DeadLetterActorRef(this, RootPath / "deadLetters", eventStream);
        TempContainer = new TempContainerRef(this, _tempNode, _temp);
    }

    public Settings Settings => _system.Settings;

    public ActorPath RootPath { get; }

    public IActorRef DeadLetters { get; }

    public IInternalActorRef TempContainer { get; }

    public IInternalActorRef RootGuardian => Started(_root);

    public LocalActorRef Guardian => Started(_user);

    public LocalActorRef SystemGuardian => Started(_systemGuardian);

    public void Start()
    {
        var dispatcher = _system.Dispatchers.Lookup(Dispatchers.InternalDispatcherId);
        var mailbox = _system.Mailboxes.Lookup(Mailboxes.DefaultMailboxId);
        var aboveRoot = new AboveRootRef(this, _system);
        var strategy = SupervisorStrategyConfigurator.CreateConfigurator(Settings.SupervisorStrategyClass).Create();
        _root = new RootGuardianRef(_system, Props.Create(() => new RootGuardian()), dispatcher, mailbox, aboveRoot, RootPath);
        _root.Start();
        _user = _root.MakeGuardian(Props.Create(() => new UserGuardian()).WithSupervisorStrategy(strategy), "user");
        _systemGuardian = _root.MakeGuardian(Props.Create(() => new SystemGuardian(_user)), "system");
        _root.Tell(new GuardianMade(_systemGuardian), ActorRefs.NoSender);
        _user.Start();
        _systemGuardian.Start();
    }

    /// <summary>Makes a reference and its cell; it does not run before it is started.</summary>
    public IInternalActorRef ActorOf(ActorSystemImpl system, Props props, IInternalActorRef supervisor, ActorPath path, bool lookUpDeployment)
    {
        var deployed = lookUpDeployment ? Deployer.Apply(system, props, path) : props;
        var dispatcherId = string.IsNullOrEmpty(deployed.Dispatcher) ? Dispatchers.DefaultDispatcherId : deployed.Dispatcher;
        if (dispatcherId != Dispatchers.DefaultDispatcherId && !system.Dispatchers.HasDispatcher(dispatcherId))
            throw new Configuration.ConfigurationException($"Dispatcher [{dispatcherId}] not configured for path {path}");
        var dispatcher = system.Dispatchers.Lookup(dispatcherId);
        if (deployed.RouterConfig is not NoRouter)
            return new RoutedActorRef(system, deployed, supervisor, path);
        var mailbox = system.Mailboxes.GetMailboxType(deployed, dispatcher.Configurator.Config);
        return new LocalActorRef(system, deployed, dispatcher, mailbox, supervisor, path);
    }

    public ActorPath TempPath() =>
        _tempNode / string.Create(CultureInfo.InvariantCulture, $"t{Interlocked.Increment(ref _tempNumber)}");

    public void RegisterTempActor(IInternalActorRef actorRef, ActorPath path) => _temp[path.Name] = actorRef;

    public void UnregisterTempActor(ActorPath path) => _temp.TryRemove(path.Name, out _);

    public IActorRef ResolveActorRef(string path) =>
        ActorPath.TryParse(path, out var actorPath) ? ResolveActorRef(actorPath) : DeadLetters;

    public IActorRef ResolveActorRef(ActorPath actorPath)
    {
        if (actorPath.Address.Equals(RootPath.Address))
        {
            var found = RootGuardian.GetChild(actorPath.Elements);
            if (found is not Nobody && (actorPath.Uid == ActorCell.UndefinedUid || actorPath.Uid == found.Path.Uid))
                return found;
        }

        return new EmptyLocalActorRef(this, actorPath, _eventStream);
    }

    private T Started<T>(T? guardian)
        where T : class => guardian ?? throw new InvalidOperationException($"{_system} has not started.");
}
