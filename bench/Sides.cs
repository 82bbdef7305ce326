using System.Diagnostics;
using System.Globalization;

namespace ActorBackfill.Bench;

/// <summary>What one measured process does, and how it is started and read.</summary>
internal static class Sides
{
    /// <summary>Runs one side in this process and prints its figures.</summary>
    public static async Task<int> RunAsync(string side, string[] args)
    {
        var (directory, units, workers) = (args[0], int.Parse(args[1], CultureInfo.InvariantCulture), int.Parse(args[2], CultureInfo.InvariantCulture));
        var source = new NoOpJob.Source();
        var began = DateTimeOffset.UtcNow;
        var watch = Stopwatch.StartNew();
        switch (side)
        {
            case "bare": await BareLoop.RunAsync(Path.Combine(directory, "bare.db"), units, workers); break;
            case "engine": await EngineSide.RunAsync(directory, units, workers, source); break;
            case "bare-postgres": await BarePostgresLoop.RunAsync(PostgresBench.Sink, units, workers); break;
            case "engine-postgres": await EngineSide.RunAsync(directory, units, workers, source, postgres: PostgresBench.Sink); break;
            default: throw new ArgumentException($"no side '{side}'");
        }

        var first = source.First is { } at ? (at - began).TotalSeconds : 0;
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds} {self.PeakWorkingSet64} {first}"));
        return 0;
    }

    /// <summary>Runs one side in a process of its own.</summary>
    public static async Task<SideFigures> MeasureAsync(string side, string directory, int units, int workers)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        foreach (var argument in (string[])["side", side, directory, units.ToString(CultureInfo.InvariantCulture), workers.ToString(CultureInfo.InvariantCulture)])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"side {side} ended with {process.ExitCode}");
        }

        var figures = output.Split(' ').Select(f => double.Parse(f, CultureInfo.InvariantCulture)).ToArray();
        return new SideFigures(figures[0], figures[1] / (1 << 20), figures[2]);
    }
}

/// <summary>What one process took.</summary>
internal sealed record SideFigures(double Seconds, double PeakMiB, double FirstUnitSeconds);
