using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.TestKit;

namespace Akka.Tests.Dispatch;

public class DispatcherTests : PatientTestKit
{
    public DispatcherTests()
        : base(ConfigurationFactory.ParseString($$"""
            pinned { type = PinnedDispatcher }
            narrow { type = Dispatcher, throughput = 1 }
            own { type = "{{typeof(ListDispatcherConfigurator).AssemblyQualifiedName}}" }
            wrong { type = "No.Such, Nowhere" }
            """))
    {
    }

    [Fact]
    public void A_pinned_actor_has_a_thread_of_its_own_that_ends_with_it()
    {
        var actor = Sys.ActorOf(Props.Create(() => new WhichThread()).WithDispatcher("pinned"));
        var other = Sys.ActorOf(Props.Create(() => new WhichThread()).WithDispatcher("pinned"));
        var threads = Enumerable.Range(0, 10).Select(_ => ThreadOf(actor)).Distinct().ToList();
        var thread = Assert.Single(threads);
        Assert.False(thread.IsThreadPoolThread);
        Assert.NotSame(thread, ThreadOf(other));
        Sys.Stop(actor);
        Assert.True(thread.Join(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void An_actor_on_the_thread_pool_handles_one_message_at_a_time()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Exclusive(TestActor)).WithDispatcher("narrow"));
        Parallel.For(0, 4, _ =>
        {
            for (var i = 0; i < 1000; i++)
                actor.Tell(i, ActorRefs.NoSender);
        });
        Assert.Equal("all 4000 alone", ExpectMsg<string>());
    }

    [Fact]
    public void Messages_of_one_sender_stay_in_their_order()
    {
        var actor = Sys.ActorOf(Props.Create(() => new InOrder(TestActor)));
        for (var i = 0; i < 100_000; i++)
            actor.Tell(i, ActorRefs.NoSender);
        ExpectMsg("100000 in order");
    }

    [Fact]
    public void On_the_calling_thread_a_message_is_handled_before_Tell_returns()
    {
        var actor = Sys.ActorOf(Props.Create(() => new WhichThread()).WithDispatcher(CallingThreadDispatcher.Id));
        actor.Tell("thread");
        Assert.Same(Thread.CurrentThread, ReceiveOne(TimeSpan.Zero));
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void An_outsiders_dispatcher_is_made_from_its_type_and_decides_when_mailboxes_run()
    {
        var actor = Sys.ActorOf(Props.Create(() => new WhichThread()).WithDispatcher("own"));
        var dispatcher = (ListDispatcher)Sys.Dispatchers.Lookup("own");
        actor.Tell("thread");
        ExpectNoMsg(TimeSpan.Zero);
        dispatcher.RunAll();
        Assert.Same(Thread.CurrentThread, ReceiveOne(TimeSpan.Zero));
        dispatcher.RunsAtOnce = true;
    }

    [Fact]
    public void An_unknown_dispatcher_is_an_error_when_the_actor_is_made()
    {
        Assert.Throws<ConfigurationException>(() => Sys.ActorOf(Props.Create(() => new WhichThread()).WithDispatcher("none")));
        Assert.Throws<ConfigurationException>(() => Sys.ActorOf(Props.Create(() => new WhichThread()).WithDispatcher("wrong")));
    }

    [Fact]
    public void An_actor_that_floods_itself_does_not_keep_others_from_their_turns()
    {
        var flooder = Sys.ActorOf(Props.Create(() => new Flooder()));
        for (var i = 0; i < Environment.ProcessorCount * 4; i++)
            Sys.ActorOf(Props.Create(() => new Flooder())).Tell("go");
        flooder.Tell("go");
        ThreadOf(Sys.ActorOf(Props.Create(() => new WhichThread())));
    }

    private Thread ThreadOf(IActorRef actor)
    {
        actor.Tell("thread");
        return ExpectMsg<Thread>(TimeSpan.FromSeconds(20));
    }

    private sealed class WhichThread : ReceiveActor
    {
        public WhichThread() => Receive<string>(_ => Sender.Tell(Thread.CurrentThread));
    }

    private sealed class Flooder : ReceiveActor
    {
        public Flooder() => ReceiveAny(m => Self.Tell(m));
    }

    private sealed class Exclusive : ReceiveActor
    {
        private int _inside;
        private int _count;

        public Exclusive(IActorRef probe) => ReceiveAny(_ =>
        {
            if (Interlocked.Increment(ref _inside) != 1)
                probe.Tell("two at once");
            if (++_count == 4000)
                probe.Tell("all 4000 alone");
            Interlocked.Decrement(ref _inside);
        });
    }

    private sealed class InOrder : ReceiveActor
    {
        private int _next;

        public InOrder(IActorRef probe) => Receive<int>(i =>
        {
            if (i != _next++)
                probe.Tell($"{i} out of order");
            if (_next == 100_000)
                probe.Tell("100000 in order");
        });
    }
}

public sealed class ListDispatcher(MessageDispatcherConfigurator configurator) : MessageDispatcher(configurator)
{
    private readonly Queue<IRunnable> _work = new();

    public void RunAll()
    {
        while (_work.TryDequeue(out var run))
            run.Run();
    }

    public bool RunsAtOnce { get; set; }

    protected override void ExecuteTask(IRunnable run)
    {
        if (RunsAtOnce)
            run.Run();
        else
            _work.Enqueue(run);
    }

    protected override void Shutdown() => _work.Clear();
}

public sealed class ListDispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly ListDispatcher _dispatcher;

    public ListDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites) => _dispatcher = new ListDispatcher(this);

    public override MessageDispatcher Dispatcher() => _dispatcher;
}
