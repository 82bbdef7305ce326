using System.Diagnostics;
using ActorBackfill.Host.Failures;
using Xunit.Abstractions;

namespace ActorBackfill.Host.Tests.Fakes;

/// <summary>Kills the real process at random: after a number of commits, and a moment more, which is random to the instruction.</summary>
/// <param name="sinks">Where the runs write.</param>
/// <param name="output">Gets the seed.</param>
internal sealed class RandomKills(TestSinks sinks, ITestOutputHelper output)
{
    private const int Kills = 5;

    private static readonly string[] Again = ["--no-resume", "--yes"];

    /// <summary>Kills a run five times, each time somewhere else, and lets the sixth come to its end.</summary>
    /// <param name="directory">Where the runs are started.</param>
    /// <param name="sink">The sink's name.</param>
    /// <param name="run">The run, without its sink.</param>
    /// <param name="most">The most commits before a kill, the least is one; five times as many should be fewer than the run has.</param>
    /// <param name="first">What makes a first run of it short: tables have to be there before somebody listens to them.</param>
    /// <param name="rest">What the others have in its place.</param>
    /// <returns>What the last run wrote.</returns>
    public async Task<string> CompleteAsync(string directory, string sink, string[] run, int most, string[]? first = null, string[]? rest = null)
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        string[] args = [.. run, .. sinks.Flags(sink), "--progress", "none"];
        await RunAsync(directory, [.. args, .. first ?? ["--limit", "1"]]);
        args = [.. args, .. rest ?? []];
        string[] more = [];
        for (var killed = 0; killed < Kills;)
        {
            var (after, wait) = (random.Next(1, most + 1), TimeSpan.FromMilliseconds(random.NextDouble() * 40));
            var wasKilled = await KillAsync(directory, sink, [.. args, .. more], after, wait);
            output.WriteLine($"{after} commits and {wait.TotalMilliseconds:0.0} ms: {(wasKilled ? "killed" : "came to its end first, and all of it begins again")}");
            // What is whole already is made again, so that there is something to kill.
            more = wasKilled ? more : Again;
            killed += wasKilled ? 1 : 0;
        }

        return await RunAsync(directory, args);
    }

    // No unit is to blame for these deaths, even one that is in flight at three of them.
    private static BackfillProcess Start(string directory, string[] args) =>
        BackfillProcess.StartProgram("backfill.dll", directory, args, ("BACKFILL__QUARANTINE__CRASHES", "100"));

    private static async Task<string> RunAsync(string directory, string[] args)
    {
        using var process = Start(directory, args);
        var exit = await process.ExitAsync();
        Assert.True(exit == ExitCode.Complete, process.Error + process.Out);
        return process.Out;
    }

    private async Task<bool> KillAsync(string directory, string sink, string[] args, int commits, TimeSpan wait)
    {
        await using var watch = await sinks.WatchAsync(sink);
        using var process = Start(directory, args);
        var ended = process.ExitAsync();
        for (var left = commits; left > 0 && !ended.IsCompleted; left--)
        {
            await Task.WhenAny(watch.CommitAsync(), ended);
        }

        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < wait)
        {
            Thread.SpinWait(50);
        }

        var isThere = process.TrySignal(BackfillProcess.SigKill);
        return await ended == 128 + BackfillProcess.SigKill && isThere;
    }
}
