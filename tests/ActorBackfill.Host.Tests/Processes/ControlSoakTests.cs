using System.Diagnostics;
using System.Text.Json;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;
using ActorBackfill.Host.Tests.Systems;

namespace ActorBackfill.Host.Tests.Processes;

/// <summary>What a source's own log says of a run that people steer. In real time: about 20 s.</summary>
[Collection(Alone.Name)]
public sealed class ControlSoakTests : IDisposable
{
    private const int Units = 1_096;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Phase = TimeSpan.FromSeconds(3);

    private readonly WorkDirectory _directory = new();

    [Fact]
    [Trait("Category", "Soak")]
    public async Task Workers_pauses_and_rates_are_seen_at_the_source_and_nothing_is_lost()
    {
        _directory.Write("rows.csv", string.Concat(Enumerable.Range(0, Units).Select(i => $"{i},{new DateOnly(2022, 1, 1).AddDays(i):yyyy-MM-dd},{i}\n").Prepend("id,day,value\n")));
        _directory.Write("replay.conf", "resources { rows { files = rows.csv } }");
        using var replay = await ReplayProcess.StartAsync(_directory.Path, "replay.conf", "--latency", "200ms");
        string[] flags = ["--set", "source.base=" + replay.Address, "--start-date", "2022-01-01", "--end-date", "2024-12-31"];
        using var run = BackfillProcess.Start(_directory.Path, ["run", WorkDirectory.Job, "--workers", "2", .. flags]);
        await run.ErrorLineAsync("0 %");

        var toTwenty = await SayAsync("scale", "20");
        var toFive = await SayAsync("scale", "5");
        var paused = await SayAsync("pause");
        var unpaused = await SayAsync("unpause");
        var limited = await SayAsync("rate", "10/s");
        var stopped = await SayAsync("stop");
        Assert.Equal(ExitCode.Terminated, await run.ExitAsync());
        Assert.Contains("next      backfill resume days.conf", run.Out, StringComparison.Ordinal);

        var (resumed, _, error) = await BackfillProcess.RunAsync(_directory.Path, ["resume", WorkDirectory.Job, "--workers", "40", .. flags]);
        Assert.True(resumed == ExitCode.Complete, error);

        var log = await replay.EndAsync();
        Assert.Equal(20, MostBetween(log, toTwenty.Done + Soon, toFive.Asked));
        Assert.Equal(5, MostBetween(log, toFive.Done + Soon, paused.Asked));
        Assert.DoesNotContain(log, e => e.Start > paused.Done + TimeSpan.FromSeconds(1) && e.Start < unpaused.Asked);
        var (from, to) = (limited.Done + TimeSpan.FromSeconds(0.5), stopped.Asked);
        var starts = log.Select(e => e.Start).Where(s => s > from && s < to).Order().ToList();
        Assert.InRange(starts.Count, 6 * (to - from).TotalSeconds, (10 * (to - from).TotalSeconds) + 2);
        // On a machine that is busy, what its five workers have released arrives together.
        Assert.All(starts, s => Assert.InRange(starts.Count(o => o >= s && o < s + TimeSpan.FromSeconds(1)), 1, 10 + 5));
        Assert.Equal(Units, log.Count(e => e.Status == 200));
        Assert.Equal(Units, log.Select(e => e.Query).Distinct().Count());
        Assert.Equal(Units, _directory.Ask<long>("SELECT count(*) FROM rows"));
        Assert.Equal(Units, _directory.Ask<long>("SELECT count(*) FROM backfill_ledger"));
        Assert.Equal((long)Units * (Units - 1) / 2, _directory.Ask<long>("SELECT sum(value) FROM rows"));
    }

    public void Dispose() => _directory.Dispose();

    // Says it, and lets it work for a while, in which the run must answer at any time.
    private async Task<(DateTimeOffset Asked, DateTimeOffset Done)> SayAsync(string verb, params IEnumerable<string> args)
    {
        var asked = TimeProvider.System.GetUtcNow();
        await TellAsync([verb, _directory.File(WorkDirectory.Job), .. args]);
        var (done, clock) = (TimeProvider.System.GetUtcNow(), Stopwatch.StartNew());
        while (clock.Elapsed < Phase && verb != "stop")
        {
            using var status = JsonDocument.Parse(await TellAsync("status", _directory.File(WorkDirectory.Job), "--json"));
            Assert.Equal(verb == "pause" ? "paused" : "running", status.RootElement.GetProperty("state").GetString());
        }

        return (asked, done);
    }

    private async Task<string> TellAsync(params string[] args)
    {
        var terminal = new RecordingTerminal(directory: _directory.Path);
        var exit = await terminal.RunAsync(args);
        Assert.True(exit == ExitCode.Complete, terminal.Error);
        return terminal.Out;
    }

    private static int MostBetween(IReadOnlyList<Request> log, DateTimeOffset from, DateTimeOffset to) =>
        log.Where(e => e.Start >= from && e.Start < to).Max(e => e.Concurrent);
}
