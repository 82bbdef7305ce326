using Akka.Configuration;
using Akka.TestKit.Xunit2;

namespace ActorBackfill.Tests.Shared;

/// <summary>A test with an actor system that waits for what has to come as long as a machine may need that is busy with everything else.</summary>
public abstract class PatientTestKit : TestKit
{
    // 3 s and 5 s are what the kit waits by itself: less than such a machine may stand still.
    private static readonly Config Patience = ConfigurationFactory.ParseString("akka.test { single-expect-default = 3m, default-timeout = 3m, filter-leeway = 3m }");

    /// <summary>Initializes a new instance of the <see cref="PatientTestKit"/> class.</summary>
    /// <param name="config">The system's configuration; null for none.</param>
    /// <param name="actorSystemName">The system's name; null for <c>test</c>.</param>
    protected PatientTestKit(Config? config = null, string? actorSystemName = null)
        : base(config is null ? Patience : config.WithFallback(Patience), actorSystemName)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="PatientTestKit"/> class.</summary>
    /// <param name="config">The system's configuration.</param>
    protected PatientTestKit(string config)
        : this(ConfigurationFactory.ParseString(config))
    {
    }
}
