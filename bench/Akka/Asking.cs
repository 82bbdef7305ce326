using System.Diagnostics;
using System.Threading.Channels;
using Akka.Actor;

namespace ActorBackfill.Bench;

/// <summary>Ask; the floor is a channel whose messages carry a <c>TaskCompletionSource</c>.</summary>
internal static class Asking
{
    private static readonly object Question = new();

    public static readonly Workload[] Workloads =
    [
        new("Ask, one after the other", "ask", 500_000, n => AskAsync(1, n), n => FloorAsync(1, n)),
        new("Ask, 64 in flight", "ask", 1_000_000, n => AskAsync(64, n), n => FloorAsync(64, n)),
    ];

    private static async Task<TimeSpan> AskAsync(int inFlight, int count)
    {
        using var system = Quiet.System();
        var actor = system.ActorOf(Props.Create(() => new Answering()));
        return await TogetherAsync(inFlight, count, () => actor.Ask<object>(Question));
    }

    private static async Task<TimeSpan> FloorAsync(int inFlight, int count)
    {
        var channel = Channel.CreateUnbounded<TaskCompletionSource<object>>(new UnboundedChannelOptions { SingleReader = true });
        var answering = Task.Run(async () =>
        {
            await foreach (var question in channel.Reader.ReadAllAsync())
            {
                question.SetResult(Question);
            }
        });
        var elapsed = await TogetherAsync(inFlight, count, () =>
        {
            var answer = new TaskCompletionSource<object>(TaskCreationOptions.RunContinuationsAsynchronously);
            _ = channel.Writer.TryWrite(answer);
            return answer.Task;
        });
        channel.Writer.Complete();
        await answering;
        return elapsed;
    }

    private static async Task<TimeSpan> TogetherAsync(int inFlight, int count, Func<Task<object>> ask)
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(asker => Task.Run(async () =>
        {
            for (var i = 0; i < count / inFlight; i++)
            {
                await ask();
            }
        })));
        return watch.Elapsed;
    }

    private sealed class Answering : ReceiveActor
    {
        public Answering() => ReceiveAny(question => Sender.Tell(question));
    }
}
