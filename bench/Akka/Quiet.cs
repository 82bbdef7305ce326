using Akka.Actor;
using Akka.Configuration;

namespace ActorBackfill.Bench;

/// <summary>Actor systems that say nothing but what went wrong.</summary>
internal static class Quiet
{
    private const string Settings = "akka { loglevel = WARNING, stdout-loglevel = WARNING, log-dead-letters = off }";

    public static ActorSystem System() => ActorSystem.Create("bench", ConfigurationFactory.ParseString(Settings));

    public static ActorSystem System(Config config) => ActorSystem.Create("bench", config.WithFallback(ConfigurationFactory.ParseString(Settings)));

    /// <summary>The waiting side goes on elsewhere, not inside the actor that signals.</summary>
    public static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
