using System.Text.Json;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.Tests.Gates;

public sealed class GateVerbTests : IDisposable
{
    private readonly ModelJob _job = new();

    [Fact]
    public async Task Exactly_the_least_share_opens_the_gate_and_the_gaps_can_be_planned()
    {
        _job.Settle(1, UnitOutcome.Done, Enumerable.Range(0, 190).Select(p => (long)p));
        _job.Fail("transient", "refused", 195);

        var (exit, text, _) = await _job.RunAsync("gate", "--min", "95%", "--gaps", "gaps.json", "--evidence", "evidence.json");
        Assert.Equal(0, exit);
        Assert.Contains("95 %  190 of 200, 10 missing", text, StringComparison.Ordinal);
        using var gaps = JsonDocument.Parse(await File.ReadAllTextAsync(_job.File("gaps.json")));
        Assert.Equal(1, gaps.RootElement.GetProperty("v").GetInt32());
        Assert.Equal(Enumerable.Range(190, 10).Select(p => _job.Plan.UnitAt(p).Key), gaps.RootElement.GetProperty("units").EnumerateArray().Select(u => u.GetString()));
        using var evidence = JsonDocument.Parse(await File.ReadAllTextAsync(_job.File("evidence.json")));
        Assert.True(evidence.RootElement.GetProperty("open").GetBoolean());

        Assert.Equal(ExitCode.Differences, (await _job.RunAsync("gate", "--min", "95.01%")).Exit);
        Assert.Equal(ExitCode.Differences, (await _job.RunAsync("gate")).Exit);
    }

    [Fact]
    public async Task Every_value_of_a_dimension_must_have_enough()
    {
        // All of four states, and nothing of the fifth: 80 % of the whole.
        _job.Settle(1, UnitOutcome.Done, Enumerable.Range(0, 200).Where(p => p % 5 != 4).Select(p => (long)p));

        Assert.Equal(0, (await _job.RunAsync("gate", "--min", "80%")).Exit);
        var (exit, text, _) = await _job.RunAsync("gate", "--min", "80%", "--by", "state");

        Assert.Equal(ExitCode.Differences, exit);
        Assert.Contains("WA    SHUT      0 %  0 of 40, 40 missing", text, StringComparison.Ordinal);
        Assert.Contains("VIC   ok      100 %", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expected_set_may_be_smaller_than_the_plan_and_empty_units_count_as_there()
    {
        _job.Settle(1, UnitOutcome.Done, 0);
        _job.Settle(1, UnitOutcome.Empty, 1);
        await File.WriteAllLinesAsync(_job.File("expected.txt"), ["# what has to be there", _job.Plan.UnitAt(0).Key, _job.Plan.UnitAt(1).Key]);

        Assert.Equal(0, (await _job.RunAsync("gate", "--expect", _job.File("expected.txt"))).Exit);
        await File.AppendAllLinesAsync(_job.File("expected.txt"), [_job.Plan.UnitAt(2).Key]);
        Assert.Equal(ExitCode.Differences, (await _job.RunAsync("gate", "--expect", "expected.txt")).Exit);
    }

    [Fact]
    public async Task Nothing_expected_proves_nothing()
    {
        await File.WriteAllTextAsync(_job.File("expected.txt"), "");

        var (exit, _, error) = await _job.RunAsync("gate", "--expect", "expected.txt");

        Assert.Equal(ExitCode.Usage, exit);
        Assert.Contains("nothing is expected", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S2_26_Five_tables_of_a_range_of_days_each_have_a_line_and_all_must_have_enough()
    {
        Tables(("summary", 100), ("context", 95), ("defense", 100), ("team", 100), ("upcoming", 94));
        await File.WriteAllTextAsync(_job.File("phase3.conf"), """
            gate = phase3
            range = [2024-01-01, 2024-04-09]
            min = 95%
            sink = tables.db
            column = game_date
            tables { summary {}, context {}, defense {}, team {}, upcoming {} }
            """);
        var terminal = new RecordingTerminal(directory: _job.Directory);
        var exit = await terminal.RunAsync("gate", _job.File("phase3.conf"), "--gaps", "gaps.json");

        Assert.Equal(ExitCode.Differences, exit);
        Assert.Contains("context   ok       95 %  95 of 100, 5 missing", terminal.Out, StringComparison.Ordinal);
        Assert.Contains("upcoming  SHUT     94 %  94 of 100, 6 missing", terminal.Out, StringComparison.Ordinal);
        Assert.Contains("\"date=2024-04-09\"", await File.ReadAllTextAsync(_job.File("gaps.json")), StringComparison.Ordinal);

        terminal = new RecordingTerminal(directory: _job.Directory);
        Assert.Equal(0, await terminal.RunAsync("gate", _job.File("phase3.conf"), "--end-date", "2024-04-03"));
    }

    [Fact]
    public async Task S2_22_The_distinct_dates_of_every_table_since_a_date_are_one_result()
    {
        Tables(("summary", 100), ("context", 95));
        await File.WriteAllTextAsync(_job.File("phase3.conf"), """
            gate = phase3
            range = [2020-01-01, 2030-01-01]
            sink = other.db
            column = game_date
            tables { summary {}, context {} }
            """);
        var terminal = new RecordingTerminal(directory: _job.Directory);

        Assert.Equal(0, await terminal.RunAsync("status", _job.File("phase3.conf"), "--sink", "tables.db", "--start-date", "2024-01-11"));

        Assert.Matches(@"summary +90 +180  2024-01-11  2024-04-09", terminal.Out);
        Assert.Matches(@"context +85 +170  2024-01-11  2024-04-04", terminal.Out);
    }

    [Fact]
    public async Task What_a_query_expects_is_bounded_by_the_range()
    {
        Tables(("summary", 100), ("context", 50));
        await File.WriteAllTextAsync(_job.File("phase3.conf"), """
            gate = phase3
            expect = "query:SELECT game_date FROM summary"
            sink = tables.db
            column = game_date
            tables { context {} }
            """);

        Assert.Equal(ExitCode.Differences, await new RecordingTerminal(directory: _job.Directory).RunAsync("gate", _job.File("phase3.conf")));
        Assert.Equal(0, await new RecordingTerminal(directory: _job.Directory).RunAsync("gate", _job.File("phase3.conf"), "--end-date", "2024-02-19"));
    }

    [Fact]
    public async Task A_gate_file_says_all_its_errors_with_their_places()
    {
        await File.WriteAllTextAsync(_job.File("bad.conf"), """
            gate = bad
            min = most
            tables { a { sink = x.db } }
            tabels {}
            """);
        var terminal = new RecordingTerminal(directory: _job.Directory);

        Assert.Equal(ExitCode.Usage, await terminal.RunAsync("gate", _job.File("bad.conf")));
        Assert.Contains("bad.conf:2:", terminal.Error, StringComparison.Ordinal);
        Assert.Contains("bad.conf:3:", terminal.Error, StringComparison.Ordinal);
        Assert.Contains("bad.conf:4:", terminal.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _job.Dispose();

    private void Tables(params (string Name, int Days)[] tables)
    {
        using var connection = new SqliteConnection($"Data Source={_job.File("tables.db")};Pooling=False");
        connection.Open();
        foreach (var (name, days) in tables)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"""
                CREATE TABLE {name} (game_date TEXT, n INTEGER);
                WITH RECURSIVE d(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM d WHERE i + 1 < {days})
                INSERT INTO {name} SELECT date('2024-01-01', '+' || i || ' days'), k FROM d, (SELECT 1 AS k UNION SELECT 2);
                """;
            command.ExecuteNonQuery();
        }
    }
}
