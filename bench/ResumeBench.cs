using System.Globalization;

namespace ActorBackfill.Bench;

/// <summary>How long a new process takes to its first new unit when so many are done.</summary>
internal static class ResumeBench
{
    private const int Workers = 4;

    public static async Task<int> RunAsync(string[] args)
    {
        var units = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var directory = Directory.CreateTempSubdirectory("backfill-bench-");
        try
        {
            await Sides.MeasureAsync("engine", directory.FullName, units, Workers);
            var firsts = new List<double>();
            for (var round = 1; round <= 5; round++)
            {
                // The range is wider by one unit each time: the process starts, recovers, reconciles and finds that unit.
                var resumed = await Sides.MeasureAsync("engine", directory.FullName, units + round, Workers);
                firsts.Add(resumed.FirstUnitSeconds);
            }

            firsts.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first new unit after {units} done: {firsts[2]:0.00} s (median of 5, {firsts[0]:0.00} to {firsts[4]:0.00})"));
            return 0;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
