using System.Diagnostics;
using System.Threading.Channels;
using Akka.Actor;

namespace ActorBackfill.Bench;

/// <summary>100,000 actors until each has started; the floor is a channel and a task that waits for it.</summary>
internal static class Spawning
{
    public static readonly Workload[] Workloads = [new("spawn of 100,000 actors", "spawn", 100_000, SpawnAsync, FloorAsync)];

    private static async Task<TimeSpan> SpawnAsync(int count)
    {
        using var system = Quiet.System();
        using var started = new CountdownEvent(count);
        var done = Quiet.Signal();
        // One Props for all, as an application has it.
        var props = Props.Create(() => new Newborn(started, done));
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            _ = system.ActorOf(props);
        }

        await done.Task;
        return watch.Elapsed;
    }

    private static async Task<TimeSpan> FloorAsync(int count)
    {
        using var started = new CountdownEvent(count);
        var done = Quiet.Signal();
        var channels = new Channel<object>[count];
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            var channel = channels[i] = Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true });
            _ = Task.Run(async () =>
            {
                Count(started, done);
                await channel.Reader.WaitToReadAsync();
            });
        }

        await done.Task;
        var elapsed = watch.Elapsed;
        foreach (var channel in channels)
        {
            channel.Writer.Complete();
        }

        return elapsed;
    }

    private static void Count(CountdownEvent started, TaskCompletionSource done)
    {
        if (started.Signal())
        {
            done.SetResult();
        }
    }

    private sealed class Newborn(CountdownEvent started, TaskCompletionSource done) : UntypedActor
    {
        protected override void PreStart() => Count(started, done);

        protected override void OnReceive(object message) => Unhandled(message);
    }
}
