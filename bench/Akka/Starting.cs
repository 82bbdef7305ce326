using System.Diagnostics;
using Akka.Actor;

namespace ActorBackfill.Bench;

/// <summary>From the start of a new process to the answer of its first actor, and of its first channel; seen from outside.</summary>
internal static class Starting
{
    public static readonly Workload[] Workloads =
    [
        new("process start to first message", "start", 1, _ => InNewProcessAsync("first-actor"), _ => InNewProcessAsync("first-channel"), Shown.Time),
    ];

    /// <summary>Runs one side in this process.</summary>
    public static async Task<int> RunAsync(string side)
    {
        if (side == "first-channel")
        {
            _ = await MessagingFloor.HopAsync(1);
            Console.WriteLine(side);
            return 0;
        }

        using var system = Quiet.System();
        var actor = system.ActorOf(Props.Create(() => new First()));
        _ = await actor.Ask<object>(side);
        Console.WriteLine(side);
        return 0;
    }

    private static async Task<TimeSpan> InNewProcessAsync(string side)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["side", side]) { RedirectStandardOutput = true })!;
        var line = await process.StandardOutput.ReadLineAsync();
        var elapsed = watch.Elapsed;
        await process.WaitForExitAsync();
        return line == side ? elapsed : throw new InvalidOperationException($"{side} ended with {process.ExitCode}");
    }

    private sealed class First : ReceiveActor
    {
        public First() => ReceiveAny(message => Sender.Tell(message));
    }
}
