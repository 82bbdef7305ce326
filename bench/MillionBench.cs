using System.Diagnostics;
using System.Globalization;

namespace ActorBackfill.Bench;

/// <summary>
/// A job of a million tiny units as a person runs it, each command its own process: plan, run, kill -9 half way, resume, status. Its source
/// is a file of one item. Peaks are <c>VmHWM</c> of the process, so Linux only.
/// </summary>
internal static class MillionBench
{
    public static async Task<int> RunAsync(string[] args)
    {
        var units = args.Length > 0 ? long.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var directory = Directory.CreateTempSubdirectory("backfill-bench-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(directory.FullName, "item.json"), """{"items":[{"value":7}]}""");
            await File.WriteAllTextAsync(Path.Combine(directory.FullName, "million.conf"), Job(directory.FullName, units));
            Print("plan", await MeasureAsync(directory.FullName, ["plan", "million.conf"]));
            Print("run, killed", await MeasureAsync(directory.FullName, ["run", "million.conf", "-q"], killAtBytes: units * 50));
            Print("status", await MedianAsync(directory.FullName, ["status", "million.conf"]));
            Print("resume", await MeasureAsync(directory.FullName, ["resume", "million.conf", "-q"]));
            Print("status of all", await MedianAsync(directory.FullName, ["status", "million.conf"]));
            Print("run of nothing", await MeasureAsync(directory.FullName, ["run", "million.conf", "-q"]));
            Print("verify", await MeasureAsync(directory.FullName, ["verify", "million.conf"]));
            return 0;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static string Job(string directory, long units) => $$"""
        job = million
        plan { n { range = [1, {{units}}] } }
        source { type = files, path = "{{directory}}/item.json", items = "items[*]" }
        sink { type = sqlite, path = "million.db", tables { rows { key = [n], columns { n = "$unit.n as integer", value = "value as integer" } } } }
        """;

    private static async Task<Figures> MedianAsync(string directory, string[] args)
    {
        var figures = new List<Figures>();
        for (var round = 0; round < 5; round++)
        {
            figures.Add(await MeasureAsync(directory, args));
        }

        return figures.OrderBy(f => f.Seconds).ElementAt(2);
    }

    private static async Task<Figures> MeasureAsync(string directory, string[] args, long killAtBytes = long.MaxValue)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "backfill.dll"), .. args])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var ended = process.WaitForExitAsync();
        var peak = 0L;
        // The mark only rises, so the last look before the end misses little.
        while (await Task.WhenAny(ended, Task.Delay(20)) != ended)
        {
            peak = Math.Max(peak, HighWaterKiB(process.Id));
            if (killAtBytes < long.MaxValue && SinkBytes(directory) > killAtBytes)
            {
                process.Kill();
            }
        }

        var texts = await output;
        return process.ExitCode is 0 or 137
            ? new Figures(watch.Elapsed.TotalSeconds, peak / 1024.0, process.ExitCode)
            : throw new InvalidOperationException($"{string.Join(' ', args)} ended with {process.ExitCode}: {texts[1]}");
    }

    // Each unit takes some 100 bytes of the sink, rows and ledger together.
    private static long SinkBytes(string directory) => new FileInfo(Path.Combine(directory, "million.db")) is { Exists: true } sink ? sink.Length : 0;

    private static long HighWaterKiB(int process)
    {
        try
        {
            var line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/status")).FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static void Print(string what, Figures figures) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{what}: {figures.Seconds:0.00} s, peak {figures.PeakMiB:0} MiB{(figures.ExitCode == 0 ? "" : ", exit " + figures.ExitCode)}"));

    private sealed record Figures(double Seconds, double PeakMiB, int ExitCode);
}
