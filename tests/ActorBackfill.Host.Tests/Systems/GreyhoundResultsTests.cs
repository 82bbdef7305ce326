using System.Text.Json;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;
using ActorBackfill.Host.Tests.Processes;
using ActorBackfill.Replay;
using ActorBackfill.Replay.Faults;
using ActorBackfill.Tests.Shared;

namespace ActorBackfill.Host.Tests.Systems;

/// <summary>System 0, line by line, on generated results over HTTP.</summary>
[Collection(Alone.Name)]
public sealed class GreyhoundResultsTests
{
    private const string Job = "greyhound-results";

    private static readonly string[] Header =
    [
        "Populating data from 2025-09-01 to 2025-11-30",
        "States: VIC, NSW, QLD, SA, WA, TAS, NZ",
        "Total months to process: 3 months × 7 states = 21 API calls",
        "Parallel processing: 7 states at a time",
        new string('=', 80),
    ];

    [Theory]
    [InlineData(7, "")]
    [InlineData(3, "VIC,QLD,NZ")]
    [InlineData(2, "VIC,NSW")]
    public async Task All_states_of_a_month_run_at_once_and_months_one_after_the_other(int states, string selected)
    {
        string[] which = selected.Length == 0 ? ["--all"] : ["--entities", selected];
        var requests = await RequestsAsync(which, TimeSpan.FromMilliseconds(250));
        // A machine that stands still may send the last state's request after the first one's answer: then answers take longer.
        requests = requests.Max(r => r.Concurrent) < states ? await RequestsAsync(which, TimeSpan.FromSeconds(15)) : requests;

        Assert.Equal(3 * states, requests.Count);
        Assert.Equal(states, requests.Max(r => r.Concurrent));
        var months = requests.GroupBy(r => r.Query.Split("month=")[1]).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        Assert.Equal(["2025-09", "2025-10", "2025-11"], months.Select(m => m.Key));
        Assert.All(months, month => Assert.Equal(states, month.Select(r => r.Query).Distinct().Count()));
        Assert.All(months.Zip(months.Skip(1)), pair => Assert.True(pair.First.Max(r => r.End) <= pair.Second.Min(r => r.Start)));
    }

    [Fact]
    public async Task The_header_says_four_facts_and_a_rule_before_anything_is_requested()
    {
        await using var job = await ReplayedJob.StartAsync("greyhound");

        var (_, all) = await job.RunAsync(Job);
        var (_, some) = await job.RunAsync(Job, "--entities", "VIC,NZ", "--start-date", "2025-10-15", "--end-date", "2025-10-20", "--no-resume", "--yes");

        Assert.Equal(Header, all.ErrorLines.SkipWhile(line => line != Header[0]).Take(5));
        Assert.Equal(
            ["Populating data from 2025-10-01 to 2025-10-31", "States: VIC, NZ", "Total months to process: 1 months × 2 states = 2 API calls", "Parallel processing: 2 states at a time", Header[4]],
            some.ErrorLines.SkipWhile(line => !line.StartsWith("Populating", StringComparison.Ordinal)).Take(5));
    }

    [Fact]
    public async Task Totals_count_months_of_states_and_partitions_and_are_what_the_sink_has()
    {
        await using var job = await ReplayedJob.StartAsync("greyhound");

        var report = await job.ReportAsync(Job);

        var rows = job.Rows("SELECT (SELECT count(*) FROM runs), (SELECT count(*) FROM races)")[0];
        Assert.Equal(
            $$"""{"runs_imported":{{rows[0]}},"races_imported":{{rows[1]}},"errors":0,"months_processed":21,"partitions_done":3}""",
            report.GetProperty("totals").GetRawText().ReplaceLineEndings("").Replace(" ", ""));
    }

    [Theory]
    [InlineData("--workers", "7")]
    [InlineData("--serial")]
    public async Task An_error_of_the_API_is_told_with_state_and_month_and_stops_nothing_else(params string[] how)
    {
        var broken = FaultRule.Parse("500=1,state=SA&month=2025-10", out _)!;
        await using var job = await ReplayedJob.StartAsync("greyhound", options: new ReplayOptions { Faults = [broken] });

        var report = await job.ReportAsync(Job, ["--set", "retry.max-attempts=1", .. how]);

        var failed = Assert.Single(report.GetProperty("failedUnits").EnumerateArray());
        Assert.Equal("month=2025-10/state=SA", failed.GetProperty("unit").GetString());
        Assert.Equal("transient", failed.GetProperty("category").GetString());
        Assert.Contains("500", failed.GetProperty("text").GetString(), StringComparison.Ordinal);
        var totals = report.GetProperty("totals");
        Assert.Equal((1, 20, 3), (Count(totals, "errors"), Count(totals, "months_processed"), Count(totals, "partitions_done")));
        Assert.Equal(21, job.Requests().Count);
    }

    [Fact]
    public async Task An_error_of_the_database_is_told_with_state_and_month_and_stops_nothing_else()
    {
        await using var job = await ReplayedJob.StartAsync("greyhound");
        await job.RunAsync(Job, "--limit", "1");
        job.Tamper("CREATE TRIGGER no_tas BEFORE INSERT ON meetings WHEN NEW.state = 'TAS' BEGIN SELECT RAISE(ABORT, 'no room for TAS'); END");

        var (exit, terminal) = await job.RunAsync(Job);

        Assert.Equal(ExitCode.UnitsFailed, exit);
        Assert.Contains("errors 3", terminal.Out, StringComparison.Ordinal);
        Assert.All(["2025-09", "2025-10", "2025-11"], month => Assert.Contains($"month={month}/state=TAS  ", terminal.Out, StringComparison.Ordinal));
        Assert.Contains("no room for TAS", terminal.Out, StringComparison.Ordinal);
        Assert.Equal(["18"], job.Rows("SELECT count(*) FROM backfill_ledger")[0]);
    }

    [Fact]
    public async Task Errors_have_the_same_categories_and_texts_in_serial_and_in_parallel_runs()
    {
        var faults = new[] { "500=1,state=SA", "html=1,state=WA", "404=1,state=NZ" }.Select(text => FaultRule.Parse(text, out _)!);
        await using var job = await ReplayedJob.StartAsync("greyhound", options: new ReplayOptions { Faults = [.. faults] });
        string[] once = ["--set", "retry.max-attempts=1"];

        var serial = await job.ReportAsync(Job, [.. once, "--serial", "--state", "serial"]);
        var parallel = await job.ReportAsync(Job, [.. once, "--state", "parallel", "--sink", "other.db"]);

        Assert.Equal(9, serial.GetProperty("failedUnits").GetArrayLength());
        Assert.Equal(Failed(serial), Failed(parallel));
    }

    [Fact]
    public async Task A_person_is_asked_for_dates_and_then_for_states()
    {
        await using var job = await ReplayedJob.StartAsync("greyhound");
        var asked = new RecordingTerminal(isTerminal: true, answers: "2025-09-01\n2025-10-31\nVIC, NSW\n", directory: job.Directory);
        await job.RunAsync(asked, Job);

        Assert.Contains("Start date [2025-09-01]: End date [2025-11-30]: Which of state [VIC, NSW, QLD, SA, WA, TAS, NZ]: ", asked.Error, StringComparison.Ordinal);
        Assert.Contains("Populating data from 2025-09-01 to 2025-10-31\nStates: VIC, NSW\n", asked.Error, StringComparison.Ordinal);
        Assert.Equal(4, job.Requests().Count);
    }

    [Fact]
    public async Task A_wrong_answer_is_told_and_asked_again_and_a_blank_one_takes_the_job_files()
    {
        await using var job = await ReplayedJob.StartAsync("greyhound");
        var terminal = new RecordingTerminal(isTerminal: true, answers: "tomorrow\n\n2025-09-02\n2025-09-03\nVIC,OZ\n\n", directory: job.Directory);

        await job.RunAsync(terminal, Job, "--limit", "3");

        Assert.Contains("tomorrow", terminal.Error, StringComparison.Ordinal);
        Assert.Contains("OZ", terminal.Error, StringComparison.Ordinal);
        Assert.Equal(3, job.Requests().Count);
        Assert.Contains("--start-date 2025-09-02 --end-date 2025-09-03 --entities VIC NSW QLD SA WA TAS NZ", terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Units_are_numbered_1_to_21_month_after_month()
    {
        var terminal = new RecordingTerminal();

        await terminal.RunAsync("plan", Job);

        Assert.Contains("1  month=2025-09/state=VIC", terminal.Out, StringComparison.Ordinal);
        Assert.Contains("21  month=2025-11/state=NZ", terminal.Out, StringComparison.Ordinal);
    }

    [SkippableFact]
    [Trait("Category", "Soak")]
    public Task Calls_of_two_seconds_take_42_s_one_by_one_and_6_in_three_waves() => BestOfThree.MeasureAsync(async _ =>
    {
        await using var job = await ReplayedJob.StartAsync("greyhound", options: new ReplayOptions { Latency = TimeSpan.FromSeconds(2) });

        await job.RunAsync(Job, "--serial", "--state", "serial", "--sink", "serial.db");
        var serial = job.Requests();
        await job.RunAsync(Job);
        var parallel = job.Requests().Skip(21).ToList();
        await job.RunAsync(Job, "--entities", "VIC,NSW,QLD", "--state", "three", "--sink", "three.db");
        var three = job.Requests().Skip(42).ToList();

        // Timers may be early by a part of a millisecond, and the log has whole ones. What an answer took above its 2 s is the
        // machine's; what the run took above its answers is ours.
        Assert.Equal((21, 21, 9), (serial.Count, parallel.Count, three.Count));
        Assert.True(serial.Min(Answer) >= 1.99, $"{serial.Min(Answer)}");
        Assert.True(Seconds(serial) >= 41.9 && Seconds(parallel) >= 5.9 && Seconds(three) >= 5.9, $"{Seconds(serial)}, {Seconds(parallel)}, {Seconds(three)}");
        return Seconds(serial) <= serial.Sum(Answer) + 4 && Seconds(parallel) <= (3 * parallel.Max(Answer)) + 0.4 && Seconds(three) <= (3 * three.Max(Answer)) + 0.4
            ? null
            : $"{Seconds(serial):0.0} s one by one, whose answers took {serial.Sum(Answer):0.0}; {Seconds(parallel):0.0} and {Seconds(three):0.0} s in waves of {parallel.Max(Answer):0.0} and {three.Max(Answer):0.0}";
    });

    [SkippableFact]
    [Trait("Category", "Soak")]
    public Task With_the_work_of_the_database_three_waves_end_within_25_s() => BestOfThree.MeasureAsync(async _ =>
    {
        await using var job = await ReplayedJob.StartAsync("greyhound", options: new ReplayOptions { Latency = TimeSpan.FromSeconds(2) });
        await job.RunAsync(Job, "--limit", "1");
        job.Tamper(
            "CREATE TRIGGER work BEFORE INSERT ON meetings BEGIN WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600000) SELECT max(i) FROM n; END");

        var report = await job.ReportAsync(Job);

        Assert.Equal(20, report.GetProperty("unitsThisRun").GetInt32());
        var seconds = report.GetProperty("seconds").GetDouble();
        Assert.True(seconds >= 6, $"{seconds}");
        return seconds <= 25 ? null : $"{seconds:0.0} s";
    });

    private static async Task<IReadOnlyList<Request>> RequestsAsync(string[] which, TimeSpan latency)
    {
        await using var job = await ReplayedJob.StartAsync("greyhound", options: new ReplayOptions { Latency = latency });
        var (exit, _) = await job.RunAsync(Job, which);
        Assert.Equal(ExitCode.Complete, exit);
        return job.Requests();
    }

    private static double Answer(Request request) => (request.End - request.Start).TotalSeconds;

    private static double Seconds(IReadOnlyCollection<Request> requests) => (requests.Max(r => r.End) - requests.Min(r => r.Start)).TotalSeconds;

    private static int Count(JsonElement totals, string name) => totals.GetProperty(name).GetInt32();

    private static IEnumerable<string> Failed(JsonElement report) => report.GetProperty("failedUnits").EnumerateArray().Select(u => u.GetRawText()).Order(StringComparer.Ordinal);
}
