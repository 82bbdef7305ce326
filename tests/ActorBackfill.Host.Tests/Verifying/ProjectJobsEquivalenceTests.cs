using System.Text.Json;
using ActorBackfill.Connectors.Browser;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.JobFiles;
using ActorBackfill.Host.Tests.Fakes;
using ActorBackfill.Replay;
using ActorBackfill.Replay.Definitions;
using Xunit.Abstractions;

namespace ActorBackfill.Host.Tests.Verifying;

/// <summary>Every job of the project gives the same rows with one and with many workers: a new job needs a line here.</summary>
public sealed class ProjectJobsEquivalenceTests(ITestOutputHelper output)
{
    // The replay of parcels reads two folders that lie side by side.
    private const string Parcels = "sf_parcels/..";

    private static readonly string[] Week = ["--start-date", "2021-11-15", "--end-date", "2021-11-21"];

    // No site is asked here that a second between pages is kind to.
    private static readonly string[] Hurried = ["--set", "source.jitter=0s", "--set", "source.limit.rate=1000/s"];

    // A bounded part of each job: its replay, the folder of real data it needs, how many rows it has, flags.
    private static readonly Dictionary<string, (string Replay, string? Data, int Rows, string[] Flags)> Parts = new()
    {
        ["greyhound-results"] = ("greyhound", null, 3_696, []),
        ["hk-jockeys"] = ("hk", "hk_racing", 3, ["--limit", "3", "--set", "source.limit.rate=1000/s"]),
        ["hk-meetings"] = ("hk", "hk_racing", 9, ["--start-date", "2021-10-01", "--end-date", "2021-10-31"]),
        ["hk-owners"] = ("hk", "hk_racing", 5, ["--limit", "5", "--set", "source.limit.rate=1000/s"]),
        ["hk-racing"] = ("hk", "hk_racing", 1_023, ["--start-date", "2021-10-01", "--end-date", "2021-10-31"]),
        ["hk-trainers"] = ("hk", "hk_racing", 3, ["--limit", "3", "--set", "source.limit.rate=1000/s"]),
        ["ml-feature-store"] = ("nba", "nba_boxscores", 241, ["--start-date", "2021-11-15", "--end-date", "2021-11-15"]),
        ["player-composite-factors"] = ("nba", "nba_boxscores", 241, ["--start-date", "2021-11-15", "--end-date", "2021-11-15"]),
        ["player-game-summary"] = ("nba", "nba_boxscores", 241, ["--start-date", "2021-11-15", "--end-date", "2021-11-15"]),
        ["property-api"] = ("lebanon", "lebanon_nh_parcels", 120, ["--limit", "120", "--set", "source.limit.rate=1000/s"]),
        ["property-details"] = ("parcels", Parcels, 2, ["--filter", "apn=1-1,1-3-100", .. Hurried]),
        ["property-documents"] = ("parcels", Parcels, 71, ["--filter", "apn=0032001,0048020", .. Hurried]),
        ["property-pages"] = ("parcels", Parcels, 2, ["--filter", "page=details,sales", .. Hurried]),
        ["property-sales"] = ("parcels", Parcels, 8, ["--filter", "apn=1-1,1-3-100", .. Hurried]),
        ["property-tax"] = ("parcels", Parcels, 40, ["--filter", "apn.nbhd=\"Golden Gate Park\"", .. Hurried]),
        ["team-defense"] = ("nba", "nba_boxscores", 108, ["--start-date", "2021-11-15", "--end-date", "2021-11-21"]),
        ["upcoming-player-context"] = ("nba", "nba_boxscores", 241, ["--start-date", "2021-11-15", "--end-date", "2021-11-15"]),
        ["upcoming-team-context"] = ("nba", "nba_boxscores", 108, ["--start-date", "2021-11-15", "--end-date", "2021-11-21"]),
        ["team-game-summary"] = ("nba", "nba_boxscores", 108, ["--start-date", "2021-11-15", "--end-date", "2021-11-21"]),
        ["uk-jockeys"] = ("uk", "uk_racecards", 5, ["--limit", "5", "--set", "source.limit.rate=1000/s"]),
        ["uk-owners"] = ("uk", "uk_racecards", 5, ["--limit", "5", "--set", "source.limit.rate=1000/s"]),
        ["uk-trainers"] = ("uk", "uk_racecards", 5, ["--limit", "5", "--set", "source.limit.rate=1000/s"]),
    };

    // What has to be in the sink's file first: a few dates of it, the rows say what is missing.
    private static readonly Dictionary<string, string[]> Before = new()
    {
        ["player-composite-factors"] = ["player-game-summary", "team-game-summary", "team-defense", "upcoming-player-context", "upcoming-team-context"],
        ["ml-feature-store"] =
            ["player-game-summary", "team-game-summary", "team-defense", "upcoming-player-context", "upcoming-team-context", "player-composite-factors"],
    };

    public static TheoryData<string> Jobs => new(Names);

    private static IEnumerable<string> Names =>
        Directory.EnumerateFiles(JobFolders.Default()[0], "*.conf").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    [Fact]
    public void Every_job_has_its_part_here() => Assert.Equal(Names, Parts.Keys.Order(StringComparer.Ordinal));

    [SkippableTheory]
    [MemberData(nameof(Jobs))]
    public async Task A_job_of_the_project_is_the_same_with_one_and_with_ten_workers(string job)
    {
        var (replay, data, rows, flags) = Parts[job];
        var folder = Data(data);
        Skip.If(data is not null && folder is null, $"ACTORBACKFILL_DATA has no {data}");
        Skip.If(job is "property-documents" or "property-pages" && ChromiumProgram.Find(null, Environment.GetEnvironmentVariable) is null, ChromiumProgram.Missing(null));
        using var directory = new WorkDirectory();
        directory.Write("apns.csv", "apn\n1-1\n");
        var definition = ReplayDefinition.Load(Path.Combine(JobFolders.Default()[0], "..", "replay", replay + ".conf"), folder is null ? [] : [$"data={folder}"]);
        await using var server = await ReplayServer.StartAsync(definition, new ReplayOptions());
        var terminal = new RecordingTerminal(directory: directory.Path);

        foreach (var before in Before.GetValueOrDefault(job, []))
        {
            Assert.Equal(ExitCode.Complete, await terminal.RunAsync(["run", before, .. Address(before, server), "--start-date", "2021-11-14", "--end-date", "2021-11-15", "-q"]));
        }

        var written = terminal.Out.Length;
        var exit = await terminal.RunAsync(["verify", "equivalence", job, .. Address(job, server), "--workers", "1,10", "--json", .. flags]);

        Assert.True(exit == ExitCode.Complete, terminal.Out + terminal.Error);
        using var proof = JsonDocument.Parse(terminal.Out[written..]);
        Assert.Equal(rows, proof.RootElement.GetProperty("rows").GetInt32());
        Assert.True(proof.RootElement.GetProperty("proven").GetBoolean());
    }

    /// <summary>From the date that is known to be good on; every day of it has games.</summary>
    [SkippableTheory]
    [Trait("Category", "Soak")]
    [InlineData("player-composite-factors")]
    [InlineData("ml-feature-store")]
    public async Task A_week_of_players_is_the_same_with_one_and_with_ten_workers(string job)
    {
        var folder = Data("nba_boxscores");
        Skip.If(folder is null, "ACTORBACKFILL_DATA has no nba_boxscores");
        using var directory = new WorkDirectory();
        var definition = ReplayDefinition.Load(Path.Combine(JobFolders.Default()[0], "..", "replay", "nba.conf"), [$"data={folder}"]);
        await using var server = await ReplayServer.StartAsync(definition, new ReplayOptions());
        var terminal = new RecordingTerminal(directory: directory.Path);
        foreach (var before in Before[job])
        {
            Assert.Equal(ExitCode.Complete, await terminal.RunAsync(["run", before, .. Address(before, server), .. Week, "-q"]));
        }

        var written = terminal.Out.Length;
        var exit = await terminal.RunAsync(["verify", "equivalence", job, "--workers", "1,10", "--json", .. Week]);

        Assert.True(exit == ExitCode.Complete, terminal.Out + terminal.Error);
        using var document = JsonDocument.Parse(terminal.Out[written..]);
        var proof = document.RootElement;
        output.WriteLine($"{job}, {proof.GetProperty("units")} units: " + string.Join(", ", proof.GetProperty("runs").EnumerateArray()
            .Select(run => $"{run.GetProperty("workers")} workers {run.GetProperty("seconds")} s, {run.GetProperty("cpuSeconds")} s of processor time"))
            + $", {proof.GetProperty("speedup")}x");
        Assert.True(proof.GetProperty("proven").GetBoolean());
        Assert.Equal(1_185, proof.GetProperty("rows").GetInt32());
        Assert.All(proof.GetProperty("comparisons").EnumerateArray(), pair => Assert.True(pair.GetProperty("equal").GetBoolean()));
    }

    // A job that reads tables has no address.
    private static string[] Address(string job, ReplayServer server) => Before.ContainsKey(job) ? [] : ["--set", $"source.base={server.BaseAddress}"];

    private static string? Data(string? name) =>
        name is not null && Environment.GetEnvironmentVariable("ACTORBACKFILL_DATA") is { Length: > 0 } data && Directory.Exists(Path.Combine(data, name))
            ? Path.Combine(data, name)
            : null;
}
