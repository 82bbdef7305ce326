using System.Globalization;

namespace ActorBackfill.Bench;

/// <summary>Units a second of no-op units, everything durable, in turn with the bare loop; the ratio of medians.</summary>
internal static class EngineBench
{
    private const int Workers = 4;

    public static async Task<int> RunAsync(string[] args)
    {
        var units = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
        var (ours, bare) = (new List<SideFigures>(), new List<SideFigures>());
        for (var round = 0; round < rounds; round++)
        {
            bare.Add(await InNewDirectoryAsync("bare", units));
            ours.Add(await InNewDirectoryAsync("engine", units));
            Print($"round {round + 1}: bare {units / bare[^1].Seconds:0} units/s, engine {units / ours[^1].Seconds:0} units/s, peak {ours[^1].PeakMiB:0} MiB");
        }

        var (o, b) = (Median(ours), Median(bare));
        Print($"engine {units / o:0} units/s, bare loop {units / b:0} units/s, ratio {b / o:0.00}, peak working set {ours.Max(f => f.PeakMiB):0} MiB");
        return 0;
    }

    private static async Task<SideFigures> InNewDirectoryAsync(string side, int units)
    {
        var directory = Directory.CreateTempSubdirectory("backfill-bench-");
        try
        {
            return await Sides.MeasureAsync(side, directory.FullName, units, Workers);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static double Median(List<SideFigures> figures) => figures.Select(f => f.Seconds).Order().ElementAt(figures.Count / 2);

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
