using System.Diagnostics;
using System.Text.RegularExpressions;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor;

/// <summary>The actor system.</summary>
internal sealed partial class ActorSystemImpl : ExtendedActorSystem
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly LocalActorRefProvider _provider;

    public ActorSystemImpl(string name, Config config, ActorSystemSetup setup)
    {
        if (!NamePattern().IsMatch(name))
            throw new ArgumentException($"Invalid ActorSystem name [{name}], must contain only word characters (i.e. [a-zA-Z0-9] plus non-leading '-' or '_')", nameof(name));
        Name = name;
        Settings = new Settings(this, config, setup);
        EventStream = new EventStream(Settings.DebugEventStream);
        EventStream.StartStdoutLogger(Settings);
        Log = new BusLogging(EventStream, $"ActorSystem({name})", typeof(ActorSystem), Settings.LogFormatter);
        _provider = new LocalActorRefProvider(this, EventStream);
        Scheduler = MakeScheduler();
        Mailboxes = new Mailboxes(this);
        Dispatchers = new Dispatchers(this, new DefaultDispatcherPrerequisites(EventStream, Scheduler, Settings, Mailboxes));
        Serialization = new Serialization.Serialization(this);
    }

    public override Settings Settings { get; }

    public override string Name { get; }

    public override Serialization.Serialization Serialization { get; }

    public override EventStream EventStream { get; }

    public override IActorRef DeadLetters => _provider.DeadLetters;

    public override Dispatchers Dispatchers { get; }

    public override Mailboxes Mailboxes { get; }

    public override IScheduler Scheduler { get; }

    public override ILoggingAdapter Log { get; }

    public override TimeSpan Uptime => Stopwatch.GetElapsedTime(_started);

    public override TimeSpan StartTime => Stopwatch.GetElapsedTime(0, _started);

    public override LocalActorRefProvider Provider => _provider;

    public override IInternalActorRef Guardian => _provider.Guardian;

    public override IInternalActorRef SystemGuardian => _provider.SystemGuardian;

    public override IInternalActorRef LookupRoot => _provider.RootGuardian;

    public override IActorRef ActorOf(Props props, string? name = null) => _provider.Guardian.Cell.ActorOf(props, name);

    public override IActorRef SystemActorOf(Props props, string? name = null) =>
        name is null ? _provider.SystemGuardian.Cell.ActorOf(props) : _provider.SystemGuardian.Cell.MakeChild(props, name, isSystemService: true);

    public override IActorRef SystemActorOf<TActor>(string? name = null) => SystemActorOf(Props.Create<TActor>(), name);

    public override ActorSelection ActorSelection(ActorPath actorPath) => new(_provider.RootGuardian, actorPath.Elements);

    public override ActorSelection ActorSelection(string actorPath) => Akka.Actor.ActorSelection.Absolute(this, actorPath);

    public override void Stop(IActorRef actor)
    {
        // Through the parent, so that a name is free once the parent knows.
        var parent = ((IInternalActorRef)actor).Parent;
        if (parent.Equals(_provider.Guardian) || parent.Equals(_provider.SystemGuardian))
            parent.SendSystemMessage(new Dispatch.SysMsg.StopChild(actor));
        else
            ((IInternalActorRef)actor).Stop();
    }

    public override string ToString() => $"akka://{Name}";

    /// <summary>Starts the guardians, the loggers and the configured extensions.</summary>
    public void Start()
    {
        _provider.Start();
        EventStream.StartUnsubscriber(this);
        EventStream.StartDefaultLoggers(this);
        if (Settings.LogDeadLetters > 0)
            SystemActorOf<DeadLetterListener>("deadLetterListener");
        _ = CoordinatedShutdown.Get(this);
        LoadExtensions();
        if (Settings.LogConfigOnStart)
            Log.Info(Settings.Config.ToString());
    }

    [GeneratedRegex("^[a-zA-Z0-9][a-zA-Z0-9-_]*$")]
    private static partial Regex NamePattern();

    private IScheduler MakeScheduler()
    {
        var type = Type.GetType(Settings.SchedulerClass)
            ?? throw new ConfigurationException($"Could not find the scheduler {Settings.SchedulerClass}.");
        return (IScheduler)Activator.CreateInstance(type, Settings.Config, Log)!;
    }
}
