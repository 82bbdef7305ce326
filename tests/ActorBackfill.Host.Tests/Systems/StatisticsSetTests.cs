using System.Globalization;
using System.Text.Json;
using ActorBackfill.Host.Exports;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.JobFiles;
using ActorBackfill.Host.Sets;
using ActorBackfill.Host.Tests.Fakes;
using ActorBackfill.Replay;
using ActorBackfill.Replay.Definitions;
using ActorBackfill.Replay.Faults;
using ActorBackfill.Replay.Files;
using ActorBackfill.Tests.Shared;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.Tests.Systems;

/// <summary>System 3: all types of entities by one command, its flags, checkpoints and report.</summary>
public sealed class StatisticsSetTests
{
    private static readonly string[] Fast = ["--set", "source.limit.rate=100000/s"];

    private static readonly string Set = Path.GetFullPath(Path.Combine(JobFolders.Default()[0], "..", "sets", "uk-statistics.conf"));

    [SkippableFact]
    public async Task All_types_run_in_their_order_with_a_limit_of_each_and_leave_checkpoints_and_a_report()
    {
        await using var job = await ReplayedJob.StartAsync("uk", "uk_racecards");

        var (exit, terminal) = await job.RunAsync(Set, [.. Fast, "--all", "--limit", "5"]);

        Assert.True(exit == ExitCode.Complete, terminal.Error);
        Assert.Equal(["5", "5", "5"], job.Rows("SELECT (SELECT count(*) FROM jockey_statistics), (SELECT count(*) FROM trainer_statistics), (SELECT count(*) FROM owner_statistics)")[0]);
        Assert.Equal(["jockey", "trainer", "owner"], job.Requests().Where(r => r.Path == "/runners").Select(r => r.Query.Split("_id=")[0]).Distinct());
        foreach (var type in (string[])["jockeys", "trainers", "owners"])
        {
            using var checkpoint = JsonDocument.Parse(File.ReadAllText(job.File($"logs/checkpoint_{type}.json")));
            var root = checkpoint.RootElement;
            Assert.Equal(["entity_type", "processed_ids", "count", "timestamp"], root.EnumerateObject().Select(member => member.Name));
            Assert.Equal((type, 5, 5), (root.GetProperty("entity_type").GetString(), root.GetProperty("processed_ids").GetArrayLength(), root.GetProperty("count").GetInt32()));
            Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$", root.GetProperty("timestamp").GetString());
        }

        using var report = JsonDocument.Parse(File.ReadAllText(Directory.GetFiles(job.File("logs"), "statistics_population_report_????????_??????.json").Single()));
        AssertAgrees(report.RootElement, total: 427 + 546 + 2_330, successful: 15, failed: 0);
        Assert.Equal("""{"skip_existing":false,"resume":true,"limit":5}""", Plain(report.RootElement.GetProperty("options")));
    }

    [SkippableFact]
    public async Task Resume_goes_on_behind_what_is_in_the_checkpoint()
    {
        await using var job = await ReplayedJob.StartAsync("uk", "uk_racecards");
        string[] flags = [.. Fast, "--entities", "jockeys", "owners", "--limit", "4"];

        await job.RunAsync(Set, flags);
        await job.RunAsync(Set, [.. flags, "--resume"]);

        var asked = job.Requests().Where(r => r.Path == "/runners").Select(r => r.Query).ToList();
        Assert.Equal(16, asked.Select(query => query.Split('&')[0]).Distinct().Count());
        Assert.Equal(asked.Distinct(), asked);
        Assert.DoesNotContain(asked, query => query.StartsWith("trainer", StringComparison.Ordinal));
        using var checkpoint = JsonDocument.Parse(File.ReadAllText(job.File("logs/checkpoint_owners.json")));
        Assert.Equal(8, checkpoint.RootElement.GetProperty("count").GetInt32());
        Assert.False(File.Exists(job.File("logs/checkpoint_trainers.json")));
    }

    [SkippableFact]
    public async Task A_dry_run_shows_counts_samples_and_times_and_asks_the_statistics_for_nothing()
    {
        await using var job = await ReplayedJob.StartAsync("uk", "uk_racecards");

        var (exit, terminal) = await job.RunAsync(Set, [.. Fast, "--all", "--limit", "5", "--dry-run"]);

        Assert.Equal(ExitCode.Complete, exit);
        Assert.DoesNotContain(job.Requests(), r => r.Path == "/runners");
        Assert.False(Directory.Exists(job.File("logs")) || File.Exists(job.File("sink.db")));
        Assert.Contains("uk-owners: 2,330 units", terminal.Out, StringComparison.Ordinal);
        Assert.Contains("jockey=2456", terminal.Out, StringComparison.Ordinal);
        Assert.Contains("one after the other at 0.14 entities/s:", terminal.Out, StringComparison.Ordinal);
        Assert.Contains("total                15  1.8 min", terminal.Out, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Entities_with_statistics_are_skipped_and_a_limit_counts_what_is_left()
    {
        await using var job = await ReplayedJob.StartAsync("uk", "uk_racecards");
        await job.RunAsync("uk-jockeys", [.. Fast, "--set", "job=before", "--limit", "7"]);
        var before = job.Requests().Count(r => r.Path == "/runners");

        var (_, terminal) = await job.RunAsync(Set, [.. Fast, "--entities", "jockeys", "--skip-existing", "--limit", "5"]);

        Assert.Equal(["12"], job.Rows("SELECT count(*) FROM jockey_statistics")[0]);
        Assert.Contains("7 skipped", terminal.Out, StringComparison.Ordinal);
        Assert.Equal(5, job.Requests().Where(r => r.Path == "/runners").Skip(before).Select(r => r.Query.Split('&')[0]).Distinct().Count());
    }

    [SkippableFact]
    public async Task Entities_that_fail_are_counted_and_stop_no_others()
    {
        var broken = FaultRule.Parse("500=1,jockey_id=3487", out _)!;
        await using var job = await ReplayedJob.StartAsync("uk", "uk_racecards", new ReplayOptions { Faults = [broken] });

        var (exit, _) = await job.RunAsync(Set, [.. Fast, "--entities", "jockeys", "--limit", "5", "--set", "retry.max-attempts=1"]);

        Assert.Equal(ExitCode.UnitsFailed, exit);
        using var report = JsonDocument.Parse(File.ReadAllText(Directory.GetFiles(job.File("logs"), "statistics_population_report_*.json").Single()));
        AssertAgrees(report.RootElement, total: 427, successful: 4, failed: 1);
        Assert.DoesNotContain("3487", File.ReadAllText(job.File("logs/checkpoint_jockeys.json")), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_gate_demands_all_criteria_of_success(bool isServer)
    {
        var sink = isServer ? TestPostgres.Require().NewSink() : "days.db";
        using var directory = new WorkDirectory();
        await using var server = await ReplayServer.StartAsync(
            ReplayDefinition.Load(GeneratedEntities.Write(directory, ("jockey", 4), ("trainer", 3), ("owner", 6)), []), new ReplayOptions());
        string[] flags = ["--sink", sink];

        var (before, _) = await GateAsync(directory, flags);
        await new RecordingTerminal(directory: directory.Path).RunAsync(["run", Set, "--all", "--set", $"source.base={server.BaseAddress}", .. Fast, .. flags]);
        var (after, criteria) = await GateAsync(directory, flags);
        using (System.Data.Common.DbConnection connection = isServer ? CommitWatch.Connect(sink) : new SqliteConnection($"Data Source={directory.Sink};Pooling=False"))
        {
            if (!isServer)
            {
                connection.Open();
            }

            using var spoil = connection.CreateCommand();
            spoil.CommandText = "UPDATE jockey_statistics SET names = NULL WHERE id = '2'";
            Assert.Equal(1, spoil.ExecuteNonQuery());
        }

        File.Delete(directory.File("logs/checkpoint_owners.json"));
        var (spoilt, missing) = await GateAsync(directory, flags);

        Assert.Equal((ExitCode.Differences, ExitCode.Complete, ExitCode.Differences), (before, after, spoilt));
        Assert.Equal(13, criteria.Count);
        Assert.Equal(["jockeys fields filled", "owners checkpoint"], missing.Where(c => !c.IsMet).Select(c => c.Name));
    }

    private static async Task<(int Exit, List<(string Name, bool IsMet)> Criteria)> GateAsync(WorkDirectory directory, string[] sink)
    {
        var terminal = new RecordingTerminal(directory: directory.Path);
        var exit = await terminal.RunAsync(["gate", Set, "--json", .. sink]);
        using var document = JsonDocument.Parse(terminal.Out);
        return (exit, [.. document.RootElement.GetProperty("criteria").EnumerateArray().Select(c => (c.GetProperty("name").GetString()!, c.GetProperty("met").GetBoolean()))]);
    }

    [Fact]
    public async Task A_type_that_the_set_does_not_have_is_named_with_those_it_has()
    {
        var terminal = new RecordingTerminal();

        var exit = await terminal.RunAsync("run", Set, "--entities", "jockeys", "horses");

        Assert.Equal(ExitCode.Usage, exit);
        Assert.Contains("set uk-statistics has no horses; there are jockeys, trainers, owners", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_set_is_found_by_its_name_and_valid_when_its_jobs_are()
    {
        var terminal = new RecordingTerminal();

        Assert.Equal(ExitCode.Complete, await terminal.RunAsync("config", "validate", "uk-statistics"));
        Assert.EndsWith("uk-statistics.conf: valid; set uk-statistics, 3 jobs\n", terminal.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, await terminal.RunAsync("config", "validate", "uk-statistics", "--set", "source.base=nowhere"));
    }

    [Fact]
    public async Task Two_thousand_and_one_entities_are_three_pages_and_none_twice()
    {
        using var directory = new WorkDirectory();
        directory.Write("jockeys.ndjson", string.Concat(Enumerable.Range(1, 2_001).Select(id => $"{{\"id\":\"jky_{id}\",\"name\":\"N {id}\"}}\n")));
        var definition = new ReplayDefinition { Resources = [new FilesResource("jockeys", [directory.File("jockeys.ndjson")], FileFormat.Ndjson)] };
        await using var server = await ReplayServer.StartAsync(definition, new ReplayOptions { AccessLog = directory.File("access.ndjson") });
        var terminal = new RecordingTerminal(directory: directory.Path);

        await terminal.RunAsync(["plan", "uk-jockeys", "--set", $"source.base={server.BaseAddress}", .. Fast]);

        Assert.Contains("uk-jockeys: 2,001 units", terminal.Out, StringComparison.Ordinal);
        Assert.Equal(3, File.ReadLines(directory.File("access.ndjson")).Count());
    }

    [Fact]
    public void A_checkpoint_is_written_after_every_hundred_entities()
    {
        var checkpoint = new EntityCheckpoint("jockeys");

        var writes = Enumerable.Range(1, 250).Where(id => checkpoint.Add(id, $"jky_{id}")).ToList();

        Assert.Equal([100, 200], writes);
        Assert.False(checkpoint.Add(7, "jky_7"));
        using var file = new MemoryStream();
        checkpoint.Version(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)).Write(file);
        using var document = JsonDocument.Parse(file.ToArray());
        Assert.Equal(Enumerable.Range(1, 250).Select(id => $"jky_{id}"), document.RootElement.GetProperty("processed_ids").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal((250, "2026-01-02T03:04:05.000000"), (document.RootElement.GetProperty("count").GetInt32(), document.RootElement.GetProperty("timestamp").GetString()));
    }

    [Fact]
    public void Times_of_the_original_follow_from_its_pace()
    {
        var all = PaceTable.Lines([("jockeys", 3_483), ("trainers", 2_781), ("owners", 48_165)], 0.14).ToList();
        var rest = PaceTable.Lines([("jockeys", 3_385), ("trainers", 2_781), ("owners", 48_165)], 0.14).ToList();

        Assert.Equal("one after the other at 0.14 entities/s:", all[0]);
        AssertHours([6.9, 5.5, 95.5, 107.9], all);
        AssertHours([6.7, 5.5, 95.5, 107.7], rest);
    }

    [Fact]
    public void A_rate_is_processed_by_duration_and_processed_is_successful_and_failed()
    {
        var counts = new TypeCounts(3_483, 3_454, 29, 25_434.23m);

        Assert.Equal((3_483L, 0.137m), (counts.Processed, counts.Rate));
        Assert.Equal(0, new TypeCounts(0, 0, 0, 0).Rate);
    }

    private static void AssertHours(double[] hours, IReadOnlyList<string> lines) => Assert.All(
        hours.Zip(lines.Skip(1)), pair => Assert.InRange(double.Parse(pair.Second.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2], CultureInfo.InvariantCulture), pair.First - 0.101, pair.First + 0.101));

    private static void AssertAgrees(JsonElement report, int total, int successful, int failed)
    {
        Assert.Equal(["timestamp", "entity_types", "mode", "options", "statistics", "overall"], report.EnumerateObject().Select(member => member.Name));
        Assert.Equal("production", report.GetProperty("mode").GetString());
        var types = report.GetProperty("statistics").EnumerateObject().Select(type => type.Value).ToList();
        Assert.Equal(report.GetProperty("entity_types").EnumerateArray().Select(type => type.GetString()), report.GetProperty("statistics").EnumerateObject().Select(type => type.Name));
        Assert.All(types, type => Assert.Equal(type.GetProperty("processed").GetInt64(), type.GetProperty("successful").GetInt64() + type.GetProperty("failed").GetInt64()));
        Assert.All(types, type => Assert.Equal(Math.Round(type.GetProperty("processed").GetDecimal() / type.GetProperty("duration").GetDecimal(), 3), type.GetProperty("rate").GetDecimal()));
        var overall = report.GetProperty("overall");
        Assert.Equal((total, successful + failed, successful, failed), (Sum("total"), Sum("processed"), Sum("successful"), Sum("failed")));
        Assert.Equal(
            (total, successful + failed, successful, failed),
            (overall.GetProperty("total_entities").GetInt32(), overall.GetProperty("total_processed").GetInt32(), overall.GetProperty("total_successful").GetInt32(), overall.GetProperty("total_failed").GetInt32()));

        int Sum(string name) => types.Sum(type => type.GetProperty(name).GetInt32());
    }

    private static string Plain(JsonElement element) => element.GetRawText().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal);
}
