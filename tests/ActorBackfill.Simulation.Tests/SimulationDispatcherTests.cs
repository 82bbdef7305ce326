using ActorBackfill.Simulation.Tests.Kernel;
using ActorBackfill.Simulation.Tests.World;
using Akka.Actor;

namespace ActorBackfill.Simulation.Tests;

public class SimulationDispatcherTests
{
    [Fact]
    public void No_actor_handles_anything_before_a_step_is_done()
    {
        var (system, steps, heard) = Start(seed: 1);
        var actor = system.ActorOf(Props.Create(() => new Listener(heard)));

        actor.Tell("a");

        Assert.Empty(heard);
        Drain(steps);
        Assert.Equal(["a"], heard);
    }

    [Fact]
    public void Messages_of_one_sender_to_one_actor_stay_in_order()
    {
        var (system, steps, heard) = Start(seed: 2);
        var actor = system.ActorOf(Props.Create(() => new Listener(heard)));
        var texts = Enumerable.Range(0, 50).Select(i => $"{i}").ToList();

        texts.ForEach(t => actor.Tell(t));
        Drain(steps);

        Assert.Equal(texts, heard);
    }

    [Fact]
    public void The_seed_chooses_the_order_among_actors()
    {
        var orders = Enumerable.Range(1, 20).Select(seed => string.Concat(OrderOf(seed))).Distinct().ToList();

        Assert.InRange(orders.Count, 5, 20);
        Assert.Equal(OrderOf(7), OrderOf(7));
    }

    private static List<string> OrderOf(long seed)
    {
        var (system, steps, heard) = Start(seed);
        var actors = Enumerable.Range(0, 4).Select(_ => system.ActorOf(Props.Create(() => new Listener(heard)))).ToList();
        for (var i = 0; i < actors.Count; i++)
        {
            actors[i].Tell($"{i}");
        }

        Drain(steps);
        return heard;
    }

    private static (ActorSystem System, StepQueue Steps, List<string> Heard) Start(long seed)
    {
        var steps = new StepQueue(new Chance(seed), new Trace(keepsText: false));
        var setup = new SimulationSetup(steps, (_, _) => { }, (_, _) => { }, new object());
        return (ActorSystem.Create("simulation", BootstrapSetup.Create().WithConfig(SimulationConfig.Value).And(setup)), steps, []);
    }

    private static void Drain(StepQueue steps)
    {
        while (steps.RunOne())
        {
        }
    }

    private sealed class Listener : ReceiveActor
    {
        public Listener(List<string> heard) => Receive<string>(heard.Add);
    }
}
