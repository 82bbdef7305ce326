using System.Globalization;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;
using ActorBackfill.Tests.Shared;

namespace ActorBackfill.Host.Tests.Processes;

/// <summary>Real processes against a replay of its own process: what arrives there, and what their common budget says it gave.</summary>
[Trait("Category", "Soak")]
[Collection(Alone.Name)]
public sealed class BudgetSoakTests : IDisposable
{
    private readonly WorkDirectory _directory = new();

    private string Budgets => _directory.File(".budgets");

    [SkippableFact]
    public async Task Three_jobs_in_three_processes_with_ten_workers_keep_20_a_second_over_400_requests()
    {
        var rates = new List<double>();
        for (var tries = 0; tries < 3 && !rates.Exists(r => r >= 0.98 * 20); tries++)
        {
            var quiet = await FourHundredAsync(tries);
            if (quiet.Count > 0)
            {
                Assert.InRange(ReleaseWatch.MostInASecond(quiet), 1, 21);
                rates.Add((quiet.Count - 1) / (quiet[^1] - quiet[0]).TotalSeconds);
            }
        }

        Skip.If(rates.Count == 0, "the machine is too busy: requests were long on their way from the budget to the server");
        Assert.InRange(rates.Max(), 0.98 * 20, 20.2);
    }

    // Gets when requests arrived at the server, from the second second on: those before it wait for programs that start. Empty when the way
    // there took some of them a turn's time longer than others, or a look at the budget came too late, which is the machine's: then nothing
    // can be said about arrivals.
    private async Task<List<TimeSpan>> FourHundredAsync(int tries)
    {
        using var server = await ServeAsync("--latency", "50ms");
        using var watched = new CancellationTokenSource();
        var watching = ReleaseWatch.UntilAsync(Budgets, server.Address, watched.Token);
        using var one = Start(server, $"one{tries}", 134, 4);
        using var two = Start(server, $"two{tries}", 133, 3);
        using var three = Start(server, $"three{tries}", 133, 3);
        var exits = await Task.WhenAll(one.ExitAsync(), two.ExitAsync(), three.ExitAsync());
        await watched.CancelAsync();
        var released = await watching;
        var log = await server.EndAsync();
        var arrived = log.Select(l => l.Start - log[0].Start).Order().ToList();

        Assert.All(exits, exit => Assert.Equal(ExitCode.Complete, exit));
        Assert.Equal(400, arrived.Count);
        Assert.InRange(ReleaseWatch.MostInASecond(released), 1, 20);
        if (released.Count < arrived.Count)
        {
            return [];
        }

        var ways = released.Zip(arrived, (r, a) => a - r).Skip(20).ToList();
        return ways.Max() - ways.Min() <= TimeSpan.FromMilliseconds(45) ? arrived[20..] : [];
    }

    // A request that is long on its way comes late: one of three measurements has to be of a machine that lets them come.
    [SkippableFact]
    public Task E55_Retry_After_of_one_process_stops_the_others_for_as_long() => BestOfThree.MeasureAsync(async tries =>
    {
        using var server = await ServeAsync("--fault", "429:5=first-1,n=30&");
        using var one = Start(server, $"one{tries}", 60, 4);
        using var two = Start(server, $"two{tries}", 60, 4);
        var exits = await Task.WhenAll(one.ExitAsync(), two.ExitAsync());
        Assert.All(exits, exit => Assert.Equal(ExitCode.Complete, exit));

        var log = await server.EndAsync();
        var refused = log.Single(l => l.Status == 429);
        Assert.Equal(121, log.Count);
        // What had its turn before the refusal was read is on its way for a moment.
        var early = log.Count(l => l.Start > refused.End + TimeSpan.FromMilliseconds(300) && l.Start < refused.End + TimeSpan.FromSeconds(5));
        var next = log.Where(l => l.Start >= refused.End + TimeSpan.FromSeconds(5)).Min(l => l.Start) - refused.End;
        return early == 0 && next < TimeSpan.FromSeconds(6) ? null : string.Create(CultureInfo.InvariantCulture, $"{early} in the five seconds, and the next after {next.TotalSeconds:0.0} s");
    });

    [SkippableFact]
    public async Task A_hidden_limit_is_found_within_a_minute_and_followed_when_it_halves()
    {
        var measured = new List<Adapted>();
        do
        {
            measured.Add(await AdaptAsync(measured.Count));
        }
        while (measured.Count < 3 && !measured[^1].Holds);

        // A busy machine only takes away: what was released evenly arrives together, and is refused. So the best counts.
        var quiet = measured.Where(m => m.Late <= 0.01).ToList();
        Skip.If(quiet.Count == 0, "the machine is too busy: " + string.Join("; ", measured));
        Assert.True(quiet.Exists(m => m.Holds), string.Join("; ", measured));
    }

    private async Task<Adapted> AdaptAsync(int tries)
    {
        using var server = await ServeAsync("--latency", "20ms", "--server-rate", "20/s", "--rate-after", "90s=10/s");
        using var one = Start(server, $"one{tries}", 100_000, 5, "limit { adaptive = true }");
        using var two = Start(server, $"two{tries}", 100_000, 5, "limit { adaptive = true }");
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(115));
        await timer.WaitForNextTickAsync();
        one.Signal(BackfillProcess.SigTerm);
        two.Signal(BackfillProcess.SigTerm);
        await Task.WhenAll(one.ExitAsync(), two.ExitAsync());

        var log = await server.EndAsync();
        var first = log.Min(l => l.Start);
        (int Accepted, int Refused) Between(double from, double to)
        {
            var within = log.Where(l => (l.Start - first).TotalSeconds is var at && at >= from && at < to).ToList();
            return (within.Count(l => l.Status == 200), within.Count(l => l.Status == 429));
        }

        // Answers take 20 ms; a server that is kept from the processor refuses what came in time.
        var late = (double)log.Count(l => l.End - l.Start > TimeSpan.FromMilliseconds(60)) / log.Count;
        var (found, halved) = (Between(60, 90), Between(100, 112));
        return new(found.Accepted / 30.0, (double)found.Refused / found.Accepted, (halved.Accepted + halved.Refused) / 12.0, late);
    }

    public void Dispose() => _directory.Dispose();

    private async Task<ReplayProcess> ServeAsync(params string[] flags)
    {
        await File.WriteAllLinesAsync(_directory.File("rows.csv"), ["n,x", .. Enumerable.Range(1, 200).Select(n => string.Create(CultureInfo.InvariantCulture, $"{n},1"))]);
        _directory.Write("replay.conf", "resources { rows { files = rows.csv } }");
        return await ReplayProcess.StartAsync(_directory.Path, "replay.conf", flags);
    }

    private BackfillProcess Start(ReplayProcess server, string job, int units, int workers, string limit = "limit { rate = 20/s }")
    {
        _directory.Write(job + ".conf", $$"""
            job = {{job}}
            plan { n { range = [1, {{units}}] } }
            source { type = http, base = "{{server.Address}}", path = "/rows?n={n}&x=1", items = "items[*]", {{limit}} }
            sink { type = sqlite, path = "{{job}}.db", tables { rows { key = [n], columns { n = "$unit.n" } } } }
            workers = {{workers}}
            """);
        return BackfillProcess.Start(_directory.Path, "run", job + ".conf");
    }

    /// <summary>How two runs followed a limit that nobody told them.</summary>
    /// <param name="Found">Answers a second from 60 s to 90 s, where the limit is 20.</param>
    /// <param name="Refused">The part of them that the server refused besides, 0 to 1.</param>
    /// <param name="Halved">Requests a second from 100 s to 112 s, where the limit is 10 since 90 s.</param>
    /// <param name="Late">The part of all answers that took three times as long as the server wants, 0 to 1.</param>
    private sealed record Adapted(double Found, double Refused, double Halved, double Late)
    {
        public bool Holds => Late <= 0.01 && Found is >= 18 and <= 20.1 && Refused <= 0.01 && Halved is >= 5 and <= 10.1;
    }
}
