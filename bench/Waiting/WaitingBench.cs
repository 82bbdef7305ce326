using System.Diagnostics;
using System.Globalization;

namespace ActorBackfill.Bench.Waiting;

/// <summary>
/// Units that wait for a server, 50 ms each, with 15 workers: the engine in turn with a bare loop over HttpClient, in one process, against a
/// server in another. Then both once more with one unit forty times slower.
/// </summary>
internal static class WaitingBench
{
    public const int Units = 600;
    public const int Workers = 15;
    public const int Slow = 17;
    private const double MostRatio = 1.03;

    public static async Task<int> RunAsync(string[] args)
    {
        var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10;
        var limit = args.Length > 1 ? args[1] : "none";
        var ratio = await CompareAsync("600 units", "", limit, rounds);
        await CompareAsync("one unit of 2 s among them", $"delay:1950ms=1,n={Slow}&", limit, Math.Min(rounds, 3));
        Print($"limit of the ratio: {MostRatio:0.00}");
        return ratio <= MostRatio ? 0 : 1;
    }

    private static async Task<double> CompareAsync(string what, string fault, string limit, int rounds)
    {
        var directory = Directory.CreateTempSubdirectory("backfill-waiting-");
        try
        {
            using var server = WaitingServer.Start(directory.FullName, fault);
            var address = await WaitingServer.AddressOf(server);
            var (bare, ours, others) = (new List<double>(), new List<double>(), new List<double>());
            for (var round = 0; round <= rounds; round++)
            {
                var loop = await BareWaiting.RunAsync(address);
                var run = await EngineWaiting.RunAsync(address, Path.Combine(directory.FullName, $"{round}"), limit);
                if (round == 0)
                {
                    // Neither side is measured while it is compiled.
                    continue;
                }

                bare.Add(loop);
                ours.Add(run.Requests.TotalSeconds);
                others.Add(run.Others.TotalSeconds);
                Print($"round {round}: bare {loop:0.000} s; engine {run.Requests.TotalSeconds:0.000} s from the first request to the last answer, {run.Whole.TotalSeconds:0.000} s with start and end");
            }

            server.Kill();
            var ratio = Median(ours) / Median(bare);
            Print($"{what}, limit {limit}: bare loop {Median(bare):0.000} s, engine {Median(ours):0.000} s, ratio {ratio:0.000}; all but unit {Slow} after {Median(others):0.000} s");
            return ratio;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static double Median(List<double> figures)
    {
        var sorted = figures.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}

/// <summary>The loop everybody writes: as many tasks, one client, the body read; nothing is kept.</summary>
internal static class BareWaiting
{
    public static async Task<double> RunAsync(Uri address)
    {
        using var client = new HttpClient();
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(
            Enumerable.Range(1, WaitingBench.Units),
            new ParallelOptions { MaxDegreeOfParallelism = WaitingBench.Workers },
            async (n, cancellation) => _ = await client.GetByteArrayAsync(new Uri(address, $"/rows?n={n}&x=1"), cancellation));
        return watch.Elapsed.TotalSeconds;
    }
}
