using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;

namespace Akka.Tests.Systems;

public class ActorSystemTests
{
    private static readonly Config Quiet = ConfigurationFactory.ParseString("akka.stdout-loglevel = OFF, akka.loglevel = OFF");

    [Fact]
    public async Task A_system_ends_with_all_its_actors_and_runs_the_hooks_last_first()
    {
        var system = ActorSystem.Create("ending", Quiet);
        var order = new List<string>();
        system.RegisterOnTermination(() => order.Add("first registered"));
        system.RegisterOnTermination(() => order.Add("last registered"));
        var actor = system.ActorOf(Props.Create(() => new Tree(order, 2)));
        await actor.Ask<string>("ready?", TimeSpan.FromSeconds(10));
        await system.Terminate();
        Assert.Equal(["stopped 0", "stopped 1", "stopped 2", "last registered", "first registered"], order);
        Assert.True(system.WhenTerminated.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task No_actor_can_be_made_in_a_system_that_has_ended()
    {
        var system = ActorSystem.Create("ended", Quiet);
        await system.Terminate();
        Assert.Throws<InvalidOperationException>(() => system.ActorOf(Props.Create(() => new Tree(new List<string>(), 0))));
    }

    [Fact]
    public async Task An_escalated_failure_ends_the_system()
    {
        var config = ConfigurationFactory.ParseString($"akka.actor.guardian-supervisor-strategy = \"{typeof(Escalating).AssemblyQualifiedName}\"").WithFallback(Quiet);
        var system = ActorSystem.Create("escalated", config);
        system.ActorOf(Props.Create(() => new Tree(new List<string>(), 0))).Tell(1);
        await system.WhenTerminated.WaitAsync(TimeSpan.FromMinutes(3));
    }

    [Theory]
    [InlineData("-a")]
    [InlineData("a b")]
    [InlineData("")]
    public void A_name_must_be_a_word(string name) => Assert.Throws<ArgumentException>(() => ActorSystem.Create(name, Quiet));

    [Fact]
    public async Task An_extension_is_made_once()
    {
        using var system = ActorSystem.Create("extended", Quiet);
        Assert.Null(system.GetExtension<Counting>());
        var one = system.WithExtension<Counting, CountingProvider>();
        Assert.Same(one, new CountingProvider().Apply(system));
        Assert.Same(one, system.GetExtension<Counting>());
        Assert.Equal(1, one.Made);
        await system.Terminate();
    }

    [Fact]
    public async Task Setups_reach_the_settings_and_the_configuration_falls_back_to_the_reference()
    {
        var setup = ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(Quiet), new Marker("x"));
        using var system = ActorSystem.Create("set", setup);
        Assert.Equal("x", system.Settings.Setup.Get<Marker>().Value.Text);
        Assert.False(system.Settings.Setup.Get<Akka.Serialization.SerializationSetup>().HasValue);
        Assert.Equal(30, system.Settings.Config.GetInt("akka.actor.default-dispatcher.throughput"));
        await system.Terminate();
    }

    private sealed class Marker(string text) : Akka.Actor.Setup.Setup
    {
        public string Text { get; } = text;
    }

    private sealed class Counting : IExtension
    {
        public int Made { get; set; }
    }

    private sealed class CountingProvider : ExtensionIdProvider<Counting>
    {
        private static int s_made;

        public override Counting CreateExtension(ExtendedActorSystem system) => new() { Made = ++s_made };
    }

    private sealed class Tree : ReceiveActor
    {
        private readonly List<string> _order;
        private readonly int _depth;

        public Tree(List<string> order, int depth)
        {
            _order = order;
            _depth = depth;
            Receive<int>(_ => throw new InvalidOperationException("asked to"));
            Receive<string>(m =>
            {
                if (depth == 0)
                    Sender.Tell(m);
                else
                    Context.ActorOf(Props.Create(() => new Tree(order, depth - 1))).Forward(m);
            });
        }

        protected override void PostStop() => _order.Add($"stopped {_depth}");
    }
}

public sealed class Escalating : SupervisorStrategyConfigurator
{
    public override SupervisorStrategy Create() => new OneForOneStrategy(_ => Directive.Escalate);
}
