using Akka.Actor;
using Akka.Configuration;

namespace Akka.TestKit;

/// <summary>Times of tests, <c>akka.test</c>.</summary>
public class TestKitSettings : IExtension
{
    /// <summary>Initializes a new instance of the <see cref="TestKitSettings"/> class.</summary>
    /// <param name="config">The whole configuration.</param>
    public TestKitSettings(Config config)
    {
        DefaultTimeout = config.GetTimeSpan("akka.test.default-timeout", null, allowInfinite: false);
        SingleExpectDefault = config.GetTimeSpan("akka.test.single-expect-default", null, allowInfinite: false);
        ExpectNoMessageDefault = config.GetTimeSpan("akka.test.expect-no-message-default", null, allowInfinite: false);
        TestEventFilterLeeway = config.GetTimeSpan("akka.test.filter-leeway", null, allowInfinite: false);
        TestTimeFactor = config.GetDouble("akka.test.timefactor");
        if (TestTimeFactor <= 0)
            throw new ConfigurationException("Expected a positive value for \"akka.test.timefactor\"");
    }

    /// <summary>Gets how long an Ask waits.</summary>
    public TimeSpan DefaultTimeout { get; }

    /// <summary>Gets how long one message is waited for.</summary>
    public TimeSpan SingleExpectDefault { get; }

    /// <summary>Gets how long no message is waited for.</summary>
    public TimeSpan ExpectNoMessageDefault { get; }

    /// <summary>Gets how long a filter waits for log entries.</summary>
    public TimeSpan TestEventFilterLeeway { get; }

    /// <summary>Gets the factor that stretches all times.</summary>
    public double TestTimeFactor { get; }
}

/// <summary>Makes <see cref="TestKitSettings"/>.</summary>
public class TestKitExtension : ExtensionIdProvider<TestKitSettings>
{
    /// <summary>The settings of a system.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The settings.</returns>
    public static TestKitSettings For(ActorSystem system) => system.WithExtension<TestKitSettings, TestKitExtension>();

    /// <inheritdoc/>
    public override TestKitSettings CreateExtension(ExtendedActorSystem system) => new(system.Settings.Config);
}
