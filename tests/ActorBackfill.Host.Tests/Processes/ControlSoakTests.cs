using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;
using ActorBackfill.Host.Tests.Systems;
using ActorBackfill.Tests.Shared;

namespace ActorBackfill.Host.Tests.Processes;

/// <summary>What a source's own log says of a run that people steer. In real time: about 20 s.</summary>
[Collection(Alone.Name)]
public sealed class ControlSoakTests
{
    private const int Units = 2_192;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Phase = TimeSpan.FromSeconds(3);

    [SkippableFact]
    [Trait("Category", "Soak")]
    public Task Workers_pauses_and_rates_are_seen_at_the_source_and_nothing_is_lost() => BestOfThree.MeasureAsync(async _ =>
    {
        try
        {
            return await SteerAsync();
        }
        catch (TimeoutException e)
        {
            return e.Message;
        }
    });

    // Gets what the source saw later than it should, or less of it; what it saw in all is the same however late it came.
    private static async Task<string?> SteerAsync()
    {
        using var directory = new WorkDirectory();
        directory.Write("rows.csv", string.Concat(Enumerable.Range(0, Units).Select(i => $"{i},{new DateOnly(2019, 1, 1).AddDays(i):yyyy-MM-dd},{i}\n").Prepend("id,day,value\n")));
        directory.Write("replay.conf", "resources { rows { files = rows.csv } }");
        using var replay = await ReplayProcess.StartAsync(directory.Path, "replay.conf", "--latency", "200ms");
        string[] flags = ["--set", "source.base=" + replay.Address, "--start-date", "2019-01-01", "--end-date", "2024-12-31"];
        using var run = BackfillProcess.Start(directory.Path, ["run", WorkDirectory.Job, "--workers", "2", .. flags]);
        await run.ErrorLineAsync("0 %");

        var toTwenty = await SayAsync(directory, "scale", "20");
        var toFive = await SayAsync(directory, "scale", "5");
        var paused = await SayAsync(directory, "pause");
        var unpaused = await SayAsync(directory, "unpause");
        var limited = await SayAsync(directory, "rate", "10/s");
        var stopped = await SayAsync(directory, "stop");
        Assert.Equal(ExitCode.Terminated, await run.ExitAsync());
        Assert.Contains("next      backfill resume days.conf", run.Out, StringComparison.Ordinal);

        var (resumed, _, error) = await BackfillProcess.RunAsync(directory.Path, ["resume", WorkDirectory.Job, "--workers", "40", .. flags]);
        Assert.True(resumed == ExitCode.Complete, error);

        var log = await replay.EndAsync();
        Assert.Equal(Units, log.Count(e => e.Status == 200));
        Assert.Equal(Units, log.Select(e => e.Query).Distinct().Count());
        Assert.Equal(Units, directory.Ask<long>("SELECT count(*) FROM rows"));
        Assert.Equal(Units, directory.Ask<long>("SELECT count(*) FROM backfill_ledger"));
        Assert.Equal((long)Units * (Units - 1) / 2, directory.Ask<long>("SELECT sum(value) FROM rows"));

        var (twenty, five) = (MostBetween(log, toTwenty.Done + Soon, toFive.Asked), MostBetween(log, toFive.Done + Soon, paused.Asked));
        var whilePaused = log.Count(e => e.Start > paused.Done + TimeSpan.FromSeconds(1) && e.Start < unpaused.Asked);
        var (from, to) = (limited.Done + TimeSpan.FromSeconds(0.5), stopped.Asked);
        var starts = log.Select(e => e.Start).Where(s => s > from && s < to).Order().ToList();
        var rate = (starts.Count - 2) / (to - from).TotalSeconds;
        // What five workers have released may arrive together.
        var most = starts.Select(s => starts.Count(o => o >= s && o < s + TimeSpan.FromSeconds(1))).DefaultIfEmpty().Max();
        return (twenty, five, whilePaused) == (20, 5, 0) && rate is >= 5.5 and <= 10 && most <= 10 + 5
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{twenty} and {five} at once, {whilePaused} while it was paused, {rate:0.0} a second and {most} in one");
    }

    // Says it, and lets it work for a while, in which the run must answer at any time.
    private static async Task<(DateTimeOffset Asked, DateTimeOffset Done)> SayAsync(WorkDirectory directory, string verb, params IEnumerable<string> args)
    {
        var asked = TimeProvider.System.GetUtcNow();
        await TellAsync(directory, [verb, directory.File(WorkDirectory.Job), .. args]);
        var (done, clock) = (TimeProvider.System.GetUtcNow(), Stopwatch.StartNew());
        while (clock.Elapsed < Phase && verb != "stop")
        {
            using var status = JsonDocument.Parse(await TellAsync(directory, "status", directory.File(WorkDirectory.Job), "--json"));
            // A run that is slow to answer is told by its journal, which knows no pause.
            if (status.RootElement.TryGetProperty("live", out _))
            {
                Assert.Equal(verb == "pause" ? "paused" : "running", status.RootElement.GetProperty("state").GetString());
            }
        }

        return (asked, done);
    }

    private static async Task<string> TellAsync(WorkDirectory directory, params string[] args)
    {
        var terminal = new RecordingTerminal(directory: directory.Path);
        var exit = await terminal.RunAsync(args);
        return exit == ExitCode.Complete ? terminal.Out : throw new TimeoutException($"{args[0]} ended with {exit}: {terminal.Error}");
    }

    private static int MostBetween(IReadOnlyList<Request> log, DateTimeOffset from, DateTimeOffset to) =>
        log.Where(e => e.Start >= from && e.Start < to).Select(e => e.Concurrent).DefaultIfEmpty().Max();
}
