using System.Globalization;

namespace ActorBackfill.Bench;

/// <summary>
/// The actor kernel's figures. Only Akka.NET's public API is used, so the same source measures the subset and the packages. Kernel and floor
/// run in turn in one process; the ratio is the median of the rounds' own ratios, above 1 where the kernel is ahead.
/// </summary>
internal static class AkkaBench
{
    private static readonly Workload[] All =
    [
        .. Messaging.Workloads, .. Asking.Workloads, .. Spawning.Workloads, .. Persisting.Workloads, .. Recovering.Workloads, .. Starting.Workloads,
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        var name = args.Length > 0 ? args[0] : "all";
        var scale = args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 1;
        var rounds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 5;
        var chosen = All.Where(workload => name == "all" || workload.Argument.StartsWith(name, StringComparison.Ordinal)).ToArray();
        if (chosen.Length == 0 || scale <= 0 || rounds < 1)
        {
            Console.Error.WriteLine($"usage: akka [all|{string.Join('|', All.Select(w => w.Argument).Distinct())}] [SCALE] [ROUNDS]");
            return 2;
        }

        Console.WriteLine("| work | kernel | floor | ratio (median; lowest to highest) | allocated |\n|---|---|---|---|---|");
        foreach (var workload in chosen)
        {
            await MeasureAsync(workload, Math.Max(1, (int)(workload.Count * scale)), rounds);
        }

        return 0;
    }

    private static async Task MeasureAsync(Workload workload, int count, int rounds)
    {
        // Once for the JIT; a tenth is enough for it, and never less than the rounds' own shape needs.
        _ = await workload.Kernel(Math.Max(1, count / 10));
        _ = await workload.Floor(Math.Max(1, count / 10));
        var (kernel, floor, ratios, bytes) = (new double[rounds], new double[rounds], new double[rounds], new double[rounds]);
        for (var round = 0; round < rounds; round++)
        {
            GC.Collect();
            var before = GC.GetTotalAllocatedBytes(precise: true);
            kernel[round] = (await workload.Kernel(count)).TotalSeconds;
            bytes[round] = (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / count;
            GC.Collect();
            floor[round] = (await workload.Floor(count)).TotalSeconds;
            ratios[round] = floor[round] / kernel[round];
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {workload.Name} | {Figure(Median(kernel))} | {Figure(Median(floor))} | {Median(ratios):0.00} ({ratios.Min():0.00} to {ratios.Max():0.00}) | {Median(bytes):0} B |"));

        string Figure(double seconds) => workload.Shown == Shown.Time ? Seconds(seconds) : Rate(count / seconds);
    }

    private static double Median(double[] figures) => figures.Order().ElementAt(figures.Length / 2);

    private static string Seconds(double seconds) =>
        seconds >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} s") : string.Create(CultureInfo.InvariantCulture, $"{seconds * 1_000:0} ms");

    private static string Rate(double rate) => rate switch
    {
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{rate / 1_000_000:0.00} M/s"),
        >= 10_000 => string.Create(CultureInfo.InvariantCulture, $"{rate / 1_000:0} k/s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{rate / 1_000:0.00} k/s"),
    };
}
