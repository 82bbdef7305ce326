using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>An actor system for a test, and an actor of the test's own that others can talk to.</summary>
public abstract partial class TestKitBase
{
    // Flows with the test over its awaits, whatever threads it goes on on.
    private static readonly AsyncLocal<IActorRef?> ImplicitSender = new();

    private static int s_testActorNumber;

    private readonly ITestKitAssertions _assertions;
    private readonly TestQueue _queue = new();

    /// <summary>Initializes a new instance of the <see cref="TestKitBase"/> class.</summary>
    /// <param name="assertions">How the framework says that a test failed.</param>
    /// <param name="system">The system; null for one of its own.</param>
    /// <param name="testActorName">The test actor's name; null for one that is made up.</param>
    protected TestKitBase(ITestKitAssertions assertions, ActorSystem? system = null, string? testActorName = null)
        : this(assertions, system, ActorSystemSetup.Empty, null, testActorName)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="TestKitBase"/> class.</summary>
    /// <param name="assertions">How the framework says that a test failed.</param>
    /// <param name="config">The system's configuration; <see cref="DefaultConfig"/> is its fallback.</param>
    /// <param name="actorSystemName">The system's name; null for <c>test</c>.</param>
    /// <param name="testActorName">The test actor's name; null for one that is made up.</param>
    protected TestKitBase(ITestKitAssertions assertions, Config config, string? actorSystemName = null, string? testActorName = null)
        : this(assertions, null, ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(config)), actorSystemName, testActorName)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="TestKitBase"/> class.</summary>
    /// <param name="assertions">How the framework says that a test failed.</param>
    /// <param name="setup">All that is set in code.</param>
    /// <param name="actorSystemName">The system's name; null for <c>test</c>.</param>
    /// <param name="testActorName">The test actor's name; null for one that is made up.</param>
    protected TestKitBase(ITestKitAssertions assertions, ActorSystemSetup setup, string? actorSystemName = null, string? testActorName = null)
        : this(assertions, null, setup, actorSystemName, testActorName)
    {
    }

    private TestKitBase(ITestKitAssertions assertions, ActorSystem? system, ActorSystemSetup setup, string? systemName, string? testActorName)
    {
        _assertions = assertions;
        Sys = system ?? ActorSystem.Create(systemName ?? "test", WithDefaults(setup));
        if (system is not null)
            Sys.Settings.InjectTopLevelFallback(DefaultConfig);
        TestKitSettings = TestKitExtension.For(Sys);
        Log = Logging.GetLogger(Sys, GetType());
        TestActor = CreateTestActor(testActorName ?? $"testActor{Interlocked.Increment(ref s_testActorNumber)}");
        if (this is not INoImplicitSender)
        {
            ImplicitSender.Value = TestActor;
            ActorCell.ImplicitSelf = static () => ImplicitSender.Value;
        }
    }

    /// <summary>Gets what a test's system takes where the test says nothing.</summary>
    public static Config DefaultConfig { get; } =
        ConfigurationFactory.FromResource<TestKitBase>("Akka.TestKit.Configuration.reference.conf");

    /// <summary>Gets a configuration that logs all there is.</summary>
    public static Config FullDebugConfig { get; } = ConfigurationFactory.ParseString("""
        akka {
          loglevel = DEBUG
          actor.debug { receive = on, autoreceive = on, lifecycle = on, event-stream = on, unhandled = on }
        }
        """);

    /// <summary>Gets the actor system.</summary>
    public ActorSystem Sys { get; }

    /// <summary>Gets the test's own actor; it is the implicit sender.</summary>
    public IActorRef TestActor { get; }

    /// <summary>Gets the times.</summary>
    public TestKitSettings TestKitSettings { get; }

    /// <summary>Gets a log.</summary>
    public ILoggingAdapter Log { get; }

    /// <summary>Gets the message that was looked at last.</summary>
    public object LastMessage => LastEnvelope.Message;

    /// <summary>Gets who sent the message that was looked at last.</summary>
    public IActorRef LastSender => LastEnvelope.Sender;

    /// <summary>Gets a value indicating whether there are messages to look at.</summary>
    public bool HasMessages => _queue.Count > 0;

    /// <summary>Gets the start of filters that expect log entries.</summary>
    public EventFilterFactory EventFilter => new(this);

    internal ITestKitAssertions Framework => _assertions;

    private MessageEnvelope LastEnvelope { get; set; } = NullMessageEnvelope.Instance;

    /// <summary>Makes a probe: another test actor with all the means of this one.</summary>
    /// <param name="name">Its name; null for one that is made up.</param>
    /// <returns>The probe.</returns>
    public virtual TestProbe CreateTestProbe(string? name = null) => CreateTestProbe(Sys, name);

    /// <summary>Makes a probe in another system.</summary>
    /// <param name="system">The system.</param>
    /// <param name="name">Its name; null for one that is made up.</param>
    /// <returns>The probe.</returns>
    public virtual TestProbe CreateTestProbe(ActorSystem system, string? name = null) => new(system, _assertions, name);

    /// <summary>Ends a system and waits for it.</summary>
    /// <param name="system">The system.</param>
    /// <param name="duration">How long to wait; null for 5 seconds to 10, stretched.</param>
    /// <param name="verifySystemShutdown">Whether to fail if it has not ended.</param>
    protected virtual void Shutdown(ActorSystem system, TimeSpan? duration = null, bool verifySystemShutdown = false)
    {
        var limit = duration ?? Dilated(TimeSpan.FromSeconds(10));
        var ended = Task.WhenAny(system.Terminate(), Task.Delay(limit, TimeProvider.System)).GetAwaiter().GetResult();
        if (ended == system.WhenTerminated || system.WhenTerminated.IsCompleted)
            return;
        var text = $"Failed to stop [{system.Name}] within [{limit}]";
        if (verifySystemShutdown)
            throw new TimeoutException(text);
        system.Log.Warning(text);
    }

    /// <summary>Ends the test's system and waits for it.</summary>
    /// <param name="duration">How long to wait.</param>
    /// <param name="verifySystemShutdown">Whether to fail if it has not ended.</param>
    public virtual void Shutdown(TimeSpan? duration = null, bool verifySystemShutdown = false) =>
        Shutdown(Sys, duration, verifySystemShutdown);

    /// <summary>Makes the test's actor.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The actor.</returns>
    protected IActorRef CreateTestActor(string name) => ((ExtendedActorSystem)Sys).SystemActorOf(
        Props.CreateBy(new TestActorProducer(_queue)).WithDispatcher("akka.test.test-actor.dispatcher"), name);

    internal void ForgetImplicitSender() => ImplicitSender.Value = null;

    private static ActorSystemSetup WithDefaults(ActorSystemSetup setup)
    {
        var bootstrap = setup.Get<BootstrapSetup>() is { HasValue: true } found ? found.Value : BootstrapSetup.Create();
        return setup.WithSetup(bootstrap.WithConfigFallback(DefaultConfig));
    }

    private sealed class TestActorProducer(TestQueue queue) : IIndirectActorProducer
    {
        public Type ActorType => typeof(InternalTestActor);

        public ActorBase Produce() => new InternalTestActor(queue);

        public void Release(ActorBase actor) { }
    }
}
