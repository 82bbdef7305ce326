using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.JobFiles;
using ActorBackfill.Host.Tests.Fakes;
using ActorBackfill.Tests.Shared;
using Npgsql;
using Xunit.Abstractions;

namespace ActorBackfill.Host.Tests.Real;

/// <summary>The project's jobs into PostgreSQL, by the console as people run it: killed at random, and equal to SQLite and to the oracle.</summary>
[Trait("Category", "Soak")]
// It restarts the server that others use.
[Collection(Processes.Alone.Name)]
public sealed class PostgresJobsTests(ITestOutputHelper output) : IDisposable
{
    private const int Kills = 5;
    private const double Tolerance = 5e-7;

    private static readonly string Repository = Path.GetFullPath(Path.Combine(JobFolders.Default()[0], "..", ".."));

    private readonly WorkDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [SkippableFact]
    public async Task C35_Greyhounds_killed_five_times_and_a_server_restarted_at_once_are_what_SQLite_has()
    {
        using var replay = await ReplayAsync("greyhound.conf");
        var sink = await KilledAsync("greyhound-results", replay.Address, ["--workers", "3"], restarts: true);

        await SameAsSqliteAsync("greyhound-results", replay.Address, sink, []);
    }

    [SkippableFact]
    public async Task Player_games_of_a_month_killed_five_times_are_what_SQLite_has_and_the_oracle_says()
    {
        var data = Environment.GetEnvironmentVariable("ACTORBACKFILL_DATA") is { Length: > 0 } named
            ? new[] { Path.Combine(named, "nba_boxscores"), named }.FirstOrDefault(f => File.Exists(Path.Combine(f, "player_gamelogs_2021-22.csv.gz")))
            : null;
        Skip.If(data is null, "ACTORBACKFILL_DATA names no folder with nba_boxscores");
        using var replay = await ReplayAsync("nba.conf", "--set", "data=" + data);
        string[] month = ["--start-date", "2021-11-01", "--end-date", "2021-11-30"];

        var sink = await KilledAsync("player-game-summary", replay.Address, [.. month, "--workers", "4"], restarts: false);

        await SameAsSqliteAsync("player-game-summary", replay.Address, sink, month);
        AssertOracle(sink, data);
    }

    private sealed record Replay(BackfillProcess Process, string Address) : IDisposable
    {
        public void Dispose() => Process.Dispose();
    }

    private async Task<Replay> ReplayAsync(string file, params string[] more)
    {
        _ = TestPostgres.Require();
        var process = BackfillProcess.Start(_directory.Path, ["replay", Path.Combine(Repository, "HOCON", "replay", file), "--latency", "40ms", .. more]);
        return new Replay(process, (await process.OutLineAsync("listening on ")).Split(' ')[^1]);
    }

    // Kills after a number of commits that a trigger of the test tells as they happen, and a moment more: random to the instruction.
    private async Task<string> KilledAsync(string job, string source, string[] how, bool restarts)
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var sink = TestPostgres.Require().NewSink().Replace("postgres@", "postgres:sesame@", StringComparison.Ordinal);
        string[] run = ["run", job, "--set", "source.base=" + source, "--sink", sink, "--json", .. how];
        var texts = new List<string>();
        var first = await BackfillProcess.RunAsync(_directory.Path, [.. run, "--limit", "1"]);
        Assert.True(first.Exit == ExitCode.Complete, first.Error);
        var whole = false;
        for (var killed = 0; killed < Kills;)
        {
            await using var watch = await CommitWatch.StartAsync(sink);
            // What came to its end before its kill is made again, so that there is something to kill.
            using var process = Start(whole ? [.. run, "--no-resume", "--yes"] : run);
            var ended = process.ExitAsync();
            for (var left = random.Next(0, 4); left > 0 && !ended.IsCompleted; left--)
            {
                await Task.WhenAny(watch.CommitAsync(), ended);
            }

            SpinFor(random.NextDouble() * 40);
            whole = !process.TrySignal(BackfillProcess.SigKill) || await ended != 128 + BackfillProcess.SigKill;
            killed += whole ? 0 : 1;
            await ended;
            texts.Add(process.Out + process.Error);
        }

        if (restarts)
        {
            await using var watch = await CommitWatch.StartAsync(sink);
            using var process = Start([.. run, "--no-resume", "--yes"]);
            var ended = process.ExitAsync();
            await Task.WhenAny(watch.CommitAsync(), ended);
            TestPostgres.Require().RestartAtOnce();
            Assert.True(await ended == ExitCode.Complete, process.Error);
            texts.Add(process.Out + process.Error);
        }

        using var last = Start(run);
        Assert.True(await last.ExitAsync() == ExitCode.Complete, last.Error + last.Out);
        texts.Add(last.Out + last.Error);
        Assert.All(texts, t => Assert.DoesNotContain("sesame", t, StringComparison.Ordinal));
        Assert.All(Directory.EnumerateFiles(_directory.Path, "*", SearchOption.AllDirectories).Where(f => !f.Contains(".db", StringComparison.Ordinal) || f.EndsWith("journal.db", StringComparison.Ordinal)), file =>
            Assert.DoesNotContain("sesame", System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal));
        return sink;
    }

    // No unit is to blame for these deaths, even one that is in flight at three of them.
    private BackfillProcess Start(string[] run) => BackfillProcess.StartProgram("backfill.dll", _directory.Path, run, ("BACKFILL__QUARANTINE__CRASHES", "100"));

    private async Task SameAsSqliteAsync(string job, string source, string sink, string[] range)
    {
        var (exit, _, error) = await BackfillProcess.RunAsync(_directory.Path, ["run", job, "--set", "source.base=" + source, "--sink", "control.db", "--state", "control", .. range]);
        Assert.True(exit == ExitCode.Complete, error);
        var expected = await VerifyAsync(job, "--sink", "control.db", "--state", "control");
        var actual = await VerifyAsync(job, "--sink", sink);
        Assert.NotEqual(0, expected.Rows);
        Assert.Equal(expected, actual);
    }

    private async Task<(long Rows, string Hash, string LedgerHash)> VerifyAsync(string job, params string[] where)
    {
        var (exit, text, error) = await BackfillProcess.RunAsync(_directory.Path, ["verify", job, "--json", .. where]);
        Assert.True(exit == ExitCode.Complete, error + text);
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        return (root.GetProperty("rows").GetInt64(), root.GetProperty("hash").GetString()!, root.GetProperty("ledger").GetProperty("hash").GetString()!);
    }

    private static void AssertOracle(string sink, string data)
    {
        using var connection = CommitWatch.Connect(sink);
        using var command = new NpgsqlCommand("SELECT game_id, player_id, ts_pct, efg_pct FROM player_game_summary", connection);
        using var reader = command.ExecuteReader();
        var rows = new Dictionary<(string, string), (object Ts, object Efg)>();
        while (reader.Read())
        {
            rows.Add((reader.GetString(0), reader.GetString(1)), (reader.GetValue(2), reader.GetValue(3)));
        }

        var compared = 0;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(data, "oracle"), "player_game_*.csv.gz"))
        {
            using var text = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
            var columns = text.ReadLine()!.Split(',').ToList();
            var (game, player, ts, efg) = (columns.IndexOf("game_id"), columns.IndexOf("player_id"), columns.IndexOf("ts_pct"), columns.IndexOf("efg_pct"));
            while (text.ReadLine()?.Split(',') is { } cells)
            {
                if (rows.TryGetValue((cells[game], cells[player]), out var row))
                {
                    AssertEqual(cells[ts], row.Ts);
                    AssertEqual(cells[efg], row.Efg);
                    compared++;
                }
            }
        }

        Assert.Equal(rows.Count, compared);
    }

    private static void AssertEqual(string oracle, object actual)
    {
        if (oracle.Length == 0)
        {
            Assert.IsType<DBNull>(actual);
            return;
        }

        Assert.InRange((double)actual - double.Parse(oracle, CultureInfo.InvariantCulture), -Tolerance, Tolerance);
    }

    private static void SpinFor(double milliseconds)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (clock.Elapsed.TotalMilliseconds < milliseconds)
        {
            Thread.SpinWait(50);
        }
    }
}
