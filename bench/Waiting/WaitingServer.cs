using System.Diagnostics;
using System.Globalization;
using ActorBackfill.Replay;
using ActorBackfill.Replay.Definitions;
using ActorBackfill.Replay.Faults;

namespace ActorBackfill.Bench.Waiting;

/// <summary>The server of the waiting units, a process of its own: 50 ms an answer.</summary>
internal static class WaitingServer
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(50);

    /// <summary>Serves until it is killed.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var (directory, fault) = (args[0], args.Length > 1 ? args[1] : "");
        var lines = Enumerable.Range(1, WaitingBench.Units).Select(n => string.Create(CultureInfo.InvariantCulture, $"{n},{n * 7},name {n},1"));
        await File.WriteAllLinesAsync(Path.Combine(directory, "rows.csv"), ["n,value,name,x", .. lines]);
        var file = Path.Combine(directory, "replay.conf");
        await File.WriteAllTextAsync(file, $$"""resources { rows { files = "{{directory}}/rows.csv" } }""");
        var options = new ReplayOptions { Latency = Latency, Faults = fault.Length == 0 ? [] : [FaultRule.Parse(fault, out _)!] };
        await using var server = await ReplayServer.StartAsync(ReplayDefinition.Load(file, []), options);
        Console.WriteLine(server.BaseAddress);
        await Task.Delay(Timeout.Infinite);
        return 0;
    }

    public static Process Start(string directory, string fault)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        foreach (var argument in (string[])["side", "waiting-server", directory, fault])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    public static async Task<Uri> AddressOf(Process server) => new((await server.StandardOutput.ReadLineAsync())!);
}
