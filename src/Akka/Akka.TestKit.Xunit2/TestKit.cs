using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Xunit.Abstractions;

namespace Akka.TestKit.Xunit2;

/// <summary>Base of xunit tests with an actor system; the system ends with the test.</summary>
public class TestKit : TestKitBase, IDisposable
{
    private bool _disposed;

    /// <summary>Initializes a new instance of the <see cref="TestKit"/> class.</summary>
    /// <param name="system">The system; null for one of its own.</param>
    /// <param name="output">Where entries are logged to; null for nowhere.</param>
    public TestKit(ActorSystem? system = null, ITestOutputHelper? output = null)
        : base(Assertions, system) => InitializeLogger(output);

    /// <summary>Initializes a new instance of the <see cref="TestKit"/> class.</summary>
    /// <param name="config">All that is set in code.</param>
    /// <param name="actorSystemName">The system's name; null for <c>test</c>.</param>
    /// <param name="output">Where entries are logged to; null for nowhere.</param>
    public TestKit(ActorSystemSetup config, string? actorSystemName = null, ITestOutputHelper? output = null)
        : base(Assertions, config, actorSystemName) => InitializeLogger(output);

    /// <summary>Initializes a new instance of the <see cref="TestKit"/> class.</summary>
    /// <param name="config">The system's configuration.</param>
    /// <param name="actorSystemName">The system's name; null for <c>test</c>.</param>
    /// <param name="output">Where entries are logged to; null for nowhere.</param>
    public TestKit(Config config, string? actorSystemName = null, ITestOutputHelper? output = null)
        : base(Assertions, config, actorSystemName) => InitializeLogger(output);

    /// <summary>Initializes a new instance of the <see cref="TestKit"/> class.</summary>
    /// <param name="config">The system's configuration.</param>
    /// <param name="output">Where entries are logged to; null for nowhere.</param>
    public TestKit(string config, ITestOutputHelper? output = null)
        : base(Assertions, ConfigurationFactory.ParseString(config)) => InitializeLogger(output);

    /// <summary>Gets how xunit says that a test failed.</summary>
    protected static XunitAssertions Assertions { get; } = new();

    /// <summary>Gets where entries are logged to; null for nowhere.</summary>
    protected ITestOutputHelper? Output { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Called after the test. The default ends the system.</summary>
    protected virtual void AfterAll() => Shutdown();

    /// <summary>Ends what the test holds.</summary>
    /// <param name="disposing">Whether it was asked for; false from a finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (_disposed || !disposing)
            return;
        _disposed = true;
        try
        {
            AfterAll();
        }
        finally
        {
            ForgetImplicitSender();
        }
    }

    private void InitializeLogger(ITestOutputHelper? output)
    {
        Output = output;
        if (output is null)
            return;
        var logger = ((ExtendedActorSystem)Sys).SystemActorOf(Props.Create(() => new TestOutputLogger(output)), "log-test");
        logger.Tell(new Event.InitializeLogger(Sys.EventStream), ActorRefs.NoSender);
    }
}
