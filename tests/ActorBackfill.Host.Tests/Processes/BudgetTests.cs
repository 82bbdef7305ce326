using System.Globalization;
using System.Text.Json;
using ActorBackfill.Connectors.Budgets;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;
using ActorBackfill.Replay;
using ActorBackfill.Replay.Definitions;
using ActorBackfill.Replay.Faults;

namespace ActorBackfill.Host.Tests.Processes;

/// <summary>Real processes against a replay server: what arrives there, and what their common budget says it gave.</summary>
[Collection(Alone.Name)]
public sealed class BudgetTests : IDisposable
{
    private static readonly TimeSpan Ceiling = TimeSpan.FromMinutes(1);

    private readonly WorkDirectory _directory = new();
    private readonly DaySource _source = new();

    private string Budgets => _directory.File(".budgets");

    [Fact]
    public async Task A_source_without_limits_has_no_budget()
    {
        var (exit, _, _) = await BackfillProcess.RunAsync(_directory.Path, ["run", WorkDirectory.Job, .. _source.Flag]);

        Assert.Equal(ExitCode.Complete, exit);
        Assert.False(Directory.Exists(Budgets));
    }

    [Fact]
    public async Task A_daily_quota_goes_on_after_kill_9()
    {
        string[] args = ["run", WorkDirectory.Job, "--set", "source.limit.per-day=12", .. _source.Flag];
        _source.HoldAfter = 5;
        using (var killed = BackfillProcess.Start(_directory.Path, args))
        {
            await _source.RequestsAsync(7).WaitAsync(Ceiling);
            killed.Signal(BackfillProcess.SigKill);
            await killed.ExitAsync();
        }

        var before = _source.Days.Count;
        _source.Release();
        using var again = BackfillProcess.Start(_directory.Path, [.. args, "--progress", "lines"]);
        await _source.RequestsAsync(12).WaitAsync(Ceiling);
        var line = await again.ErrorLineAsync("requests a day are used");
        again.Signal(BackfillProcess.SigInt);
        again.Signal(BackfillProcess.SigInt);
        await again.ExitAsync();

        Assert.InRange(before, 7, 9);
        Assert.Equal(12, _source.Days.Count);
        Assert.Contains("12 of 12 requests a day are used, until ", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_budget_is_refused_before_anything_is_requested()
    {
        string[] args = ["run", WorkDirectory.Job, "--set", "source.limit.rate=100/s", .. _source.Flag];
        Directory.CreateDirectory(Budgets);
        var file = BudgetDirectory.FileOf(Budgets, _source.Base);
        await File.WriteAllTextAsync(file, "not a database, and long enough to be told from an empty one");

        var (exit, text, error) = await BackfillProcess.RunAsync(_directory.Path, args);

        Assert.Equal((ExitCode.Usage, ""), (exit, text));
        Assert.Contains(file, error, StringComparison.Ordinal);
        Assert.Empty(_source.Days);
    }

    [SkippableFact]
    [Trait("Category", "Soak")]
    public async Task Three_jobs_in_three_processes_with_ten_workers_keep_20_a_second_over_400_requests()
    {
        await using var server = await ServeAsync(new ReplayOptions { Latency = TimeSpan.FromMilliseconds(50) });
        using var watched = new CancellationTokenSource();
        var watching = WatchAsync(server, watched.Token);
        using var one = Start(server, "one", 134, 4);
        using var two = Start(server, "two", 133, 3);
        using var three = Start(server, "three", 133, 3);
        var exits = await Task.WhenAll(one.ExitAsync(), two.ExitAsync(), three.ExitAsync());
        await watched.CancelAsync();
        var released = await watching;
        var arrived = Log().Select(l => l.Start).Order().ToList();

        Assert.All(exits, exit => Assert.Equal(ExitCode.Complete, exit));
        Assert.Equal(400, released.Sum(r => r.Value));
        Assert.InRange(MostWithin([.. released.SelectMany(r => Enumerable.Repeat(r.Key, r.Value)).Order()]), 1, 20);
        Assert.Equal(400, arrived.Count);

        // From here on it is about the way from the budget to the server, which a machine that is busy with other things makes long.
        var ways = released.OrderBy(r => r.Key).SelectMany(r => Enumerable.Repeat(r.Key, r.Value)).Zip(arrived, (r, a) => (a - arrived[0]) - r).ToList();
        var spread = ways.Max() - ways.Min();
        Skip.If(spread > TimeSpan.FromMilliseconds(45), $"the machine is too busy: requests were up to {spread.TotalMilliseconds:0} ms on their way");
        Assert.InRange(MostWithin([.. arrived.Select(a => a - arrived[0])]), 1, 21);
        Assert.InRange(399 / (arrived[^1] - arrived[0]).TotalSeconds, 0.98 * 20, 20.2);
    }

    [Fact]
    [Trait("Category", "Soak")]
    public async Task E55_Retry_After_of_one_process_stops_the_others_for_as_long()
    {
        await using var server = await ServeAsync(new ReplayOptions { Faults = [FaultRule.Parse("429:5=first-1,n=30&", out _)!] });
        using var one = Start(server, "one", 60, 4);
        using var two = Start(server, "two", 60, 4);
        var exits = await Task.WhenAll(one.ExitAsync(), two.ExitAsync());
        Assert.All(exits, exit => Assert.Equal(ExitCode.Complete, exit));

        var log = Log();
        var refused = log.Single(l => l.Status == 429);
        // What had its turn before the refusal was read is on its way for a moment.
        Assert.DoesNotContain(log, l => l.Start > refused.End + TimeSpan.FromMilliseconds(100) && l.Start < refused.End + TimeSpan.FromSeconds(5));
        Assert.Contains(log, l => l.Start < refused.End + TimeSpan.FromSeconds(5.5) && l.Start >= refused.End + TimeSpan.FromSeconds(5));
        Assert.Equal(121, log.Count);
    }

    [SkippableFact(Skip = "not met yet where the server is in the tests' own process: 14 of the 20 a second; 18.3 with a process of its own")]
    [Trait("Category", "Soak")]
    public async Task A_hidden_limit_is_found_within_a_minute_and_followed_when_it_halves()
    {
        await using var server = await ServeAsync(new ReplayOptions
        {
            Latency = TimeSpan.FromMilliseconds(20),
            ServerRate = ServerRate.Parse("20/s"),
            RateChanges = [RateChange.Parse("90s=10/s")!.Value],
        });
        using var one = Start(server, "one", 100_000, 5, "limit { adaptive = true }");
        using var two = Start(server, "two", 100_000, 5, "limit { adaptive = true }");
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(115));
        await timer.WaitForNextTickAsync();
        one.Signal(BackfillProcess.SigTerm);
        two.Signal(BackfillProcess.SigTerm);
        await Task.WhenAll(one.ExitAsync(), two.ExitAsync());

        var log = Log();
        var first = log.Min(l => l.Start);
        (int Accepted, int Refused) Between(double from, double to)
        {
            var within = log.Where(l => (l.Start - first).TotalSeconds is var at && at >= from && at < to).ToList();
            return (within.Count(l => l.Status == 200), within.Count(l => l.Status == 429));
        }

        // Answers take 20 ms; a server that is kept from the processor refuses what came in time.
        var late = (double)log.Count(l => l.End - l.Start > TimeSpan.FromMilliseconds(60)) / log.Count;
        Skip.If(late > 0.01, $"the machine is too busy: {late:P0} of the answers were late");
        var (found, halved) = (Between(60, 90), Between(100, 112));
        Assert.InRange(found.Accepted / 30.0, 18, 20.1);
        Assert.True(found.Refused <= 0.01 * found.Accepted, $"{found}");
        Assert.InRange((halved.Accepted + halved.Refused) / 12.0, 5, 10.1);
    }

    public void Dispose()
    {
        _source.Dispose();
        _directory.Dispose();
    }

    private static int MostWithin(IReadOnlyList<TimeSpan> times)
    {
        var (most, first) = (0, 0);
        for (var last = 0; last < times.Count; last++)
        {
            while (times[last] - times[first] >= TimeSpan.FromSeconds(1))
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }

    private async Task<ReplayServer> ServeAsync(ReplayOptions options)
    {
        await File.WriteAllLinesAsync(_directory.File("rows.csv"), ["n,x", .. Enumerable.Range(1, 200).Select(n => string.Create(CultureInfo.InvariantCulture, $"{n},1"))]);
        _directory.Write("replay.conf", $$"""resources { rows { files = "{{_directory.File("rows.csv")}}" } }""");
        return await ReplayServer.StartAsync(ReplayDefinition.Load(_directory.File("replay.conf"), []), options with { AccessLog = _directory.File("access.ndjson") });
    }

    private BackfillProcess Start(ReplayServer server, string job, int units, int workers, string limit = "limit { rate = 20/s }")
    {
        _directory.Write(job + ".conf", $$"""
            job = {{job}}
            plan { n { range = [1, {{units}}] } }
            source { type = http, base = "{{server.BaseAddress.ToString().TrimEnd('/')}}", path = "/rows?n={n}&x=1", items = "items[*]", {{limit}} }
            sink { type = sqlite, path = "{{job}}.db", tables { rows { key = [n], columns { n = "$unit.n" } } } }
            workers = {{workers}}
            """);
        return BackfillProcess.Start(_directory.Path, "run", job + ".conf");
    }

    // The budget remembers what it released within the last second; a look every 0.3 s misses nothing.
    private async Task<Dictionary<TimeSpan, int>> WatchAsync(ReplayServer server, CancellationToken end)
    {
        var released = new Dictionary<TimeSpan, int>();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(0.3));
        var isOver = false;
        while (!isOver)
        {
            try
            {
                await timer.WaitForNextTickAsync(end);
            }
            catch (OperationCanceledException)
            {
                isOver = true;
            }

            foreach (var started in SqliteBudget.Read(Budgets, BudgetDirectory.NameOf(null, server.BaseAddress))?.Pace.Recent ?? [])
            {
                released[started.At] = started.Count;
            }
        }

        return released;
    }

    private List<(DateTimeOffset Start, DateTimeOffset End, int Status)> Log() => [.. File.ReadLines(_directory.File("access.ndjson")).Select(Line)];

    private static (DateTimeOffset Start, DateTimeOffset End, int Status) Line(string text)
    {
        using var line = JsonDocument.Parse(text);
        var root = line.RootElement;
        return (root.GetProperty("start").GetDateTimeOffset(), root.GetProperty("end").GetDateTimeOffset(), root.GetProperty("status").GetInt32());
    }
}
