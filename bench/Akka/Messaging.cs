using System.Diagnostics;
using Akka.Actor;
using Akka.Routing;

namespace ActorBackfill.Bench;

/// <summary>Tell, ping-pong and a router with reply; the floor is a hop over a <c>Channel</c> to a task that reads it.</summary>
internal static class Messaging
{
    // Balls of one pair that are in the air at the same time, and requests that a client has under way.
    private const int Window = 256;
    private static readonly object Ball = new();

    public static readonly Workload[] Workloads =
    [
        new("Tell, one producer to one actor", "tell", 5_000_000, TellAsync, MessagingFloor.HopAsync),
        new("ping-pong, 1 pair", "ping-pong", 5_000_000, n => PingPongAsync(1, n), n => MessagingFloor.PingPongAsync(1, Window, n)),
        new("ping-pong, 16 pairs", "ping-pong", 10_000_000, n => PingPongAsync(16, n), n => MessagingFloor.PingPongAsync(16, Window, n)),
        new("RoundRobinPool(8) with reply", "router", 3_000_000, RouterAsync, n => MessagingFloor.RouterAsync(8, Window * 8, n)),
    ];

    private static async Task<TimeSpan> TellAsync(int count)
    {
        using var system = Quiet.System();
        var done = Quiet.Signal();
        var actor = system.ActorOf(Props.Create(() => new Counter(count, done)));
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            actor.Tell(Ball);
        }

        await done.Task;
        return watch.Elapsed;
    }

    private static async Task<TimeSpan> PingPongAsync(int pairs, int count)
    {
        using var system = Quiet.System();
        var done = Enumerable.Range(0, pairs).Select(_ => Quiet.Signal()).ToArray();
        var clients = new IActorRef[pairs];
        for (var i = 0; i < pairs; i++)
        {
            var (server, ended) = (system.ActorOf(Props.Create(() => new Echo())), done[i]);
            // A ball flies twice: there and back.
            clients[i] = system.ActorOf(Props.Create(() => new Client(server, Window, count / pairs / 2, ended)));
        }

        return await PlayAsync(clients, done);
    }

    private static async Task<TimeSpan> RouterAsync(int count)
    {
        using var system = Quiet.System();
        var done = Quiet.Signal();
        var router = system.ActorOf(Props.Create(() => new Echo()).WithRouter(new RoundRobinPool(8)));
        var client = system.ActorOf(Props.Create(() => new Client(router, Window * 8, count, done)));
        return await PlayAsync([client], [done]);
    }

    private static async Task<TimeSpan> PlayAsync(IActorRef[] clients, TaskCompletionSource[] done)
    {
        var watch = Stopwatch.StartNew();
        foreach (var client in clients)
        {
            client.Tell(Start.Instance);
        }

        await Task.WhenAll(done.Select(d => d.Task));
        return watch.Elapsed;
    }

    private sealed class Start
    {
        public static readonly Start Instance = new();
    }

    private sealed class Counter : ReceiveActor
    {
        private int _left;

        public Counter(int count, TaskCompletionSource done)
        {
            _left = count;
            ReceiveAny(_ =>
            {
                if (--_left == 0)
                {
                    done.SetResult();
                }
            });
        }
    }

    private sealed class Echo : ReceiveActor
    {
        public Echo() => ReceiveAny(ball => Sender.Tell(ball));
    }

    private sealed class Client : ReceiveActor
    {
        private readonly IActorRef _server;
        private int _toSend;
        private int _toCome;

        public Client(IActorRef server, int window, int count, TaskCompletionSource done)
        {
            (_server, _toSend, _toCome) = (server, Math.Max(1, count), Math.Max(1, count));
            Receive<Start>(_ =>
            {
                for (var i = 0; i < window; i++)
                {
                    Send();
                }
            });
            ReceiveAny(_ =>
            {
                Send();
                if (--_toCome == 0)
                {
                    done.SetResult();
                }
            });
        }

        private void Send()
        {
            if (_toSend > 0)
            {
                _toSend--;
                _server.Tell(Ball);
            }
        }
    }
}
