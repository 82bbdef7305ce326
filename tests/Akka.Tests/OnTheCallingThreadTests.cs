using Akka.Tests.Actors;
using Akka.Tests.Stashing;
using Akka.Tests.Supervision;

namespace Akka.Tests;

/// <summary>The same sentences hold where Tell runs the receiver at once.</summary>
internal static class OnTheCallingThread
{
    public const string Config = """akka.actor.default-dispatcher.type = "Akka.TestKit.CallingThreadDispatcherConfigurator, Akka.TestKit" """;
}

public class LifecycleOnTheCallingThreadTests() : LifecycleTests(OnTheCallingThread.Config);

public class ReceiveActorOnTheCallingThreadTests() : ReceiveActorTests(OnTheCallingThread.Config);

public class SupervisionOnTheCallingThreadTests() : SupervisionTests(OnTheCallingThread.Config);

public class StashOnTheCallingThreadTests() : StashTests(OnTheCallingThread.Config);
