using System.Text.Json;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.Tests.Processes;

public sealed class RejectTests : IDisposable
{
    private const string Day = "2024-01-05";

    private readonly WorkDirectory _directory = new();
    private readonly DaySource _source = new() { Value = (day, n) => day == Day && n % 7 == 1 ? 7 : 1 };

    [Fact]
    public async Task C42_A_rejected_row_is_set_aside_counted_and_replaced_when_its_unit_runs_again()
    {
        var (exit, text, _) = await RunAsync("--set", "sink.bad-rows=reject-row", "--set", "sink.max-rejects=40%", "--json");

        Assert.Equal(ExitCode.Complete, exit);
        using var document = JsonDocument.Parse(text);
        Assert.Equal(20, document.RootElement.GetProperty("units").GetProperty("done").GetInt32());
        Assert.Equal((59, 1), (document.RootElement.GetProperty("rows").GetInt32(), document.RootElement.GetProperty("rejected").GetInt32()));
        Assert.Equal(59, _directory.Ask<long>("SELECT count(*) FROM rows"));
        Assert.Equal(59, _directory.Ask<long>("SELECT sum(rows) FROM backfill_ledger"));
        Assert.Equal(
            $$"""day={{Day}}|rows|value|rows.value: '7' is not a boolean|{"id":"{{Day}}-1","day":"{{Day}}","value":7}""",
            _directory.Ask<string>("""SELECT unit || '|' || "table" || '|' || "column" || '|' || reason || '|' || row FROM backfill_reject"""));
        Assert.Equal(ExitCode.Complete, (await BackfillProcess.RunAsync(_directory.Path, ["verify", WorkDirectory.Job])).Exit);

        var first = _directory.Ask<string>("SELECT run FROM backfill_reject");
        (_, text, _) = await RunAsync("--set", "sink.bad-rows=reject-row", "--set", "sink.max-rejects=40%", "--no-resume", "--yes");
        Assert.Contains("1 row rejected (table backfill_reject)", text, StringComparison.Ordinal);
        Assert.NotEqual(first, _directory.Ask<string>("SELECT run FROM backfill_reject"));
        Assert.Equal(1, _directory.Ask<long>("SELECT count(*) FROM backfill_reject"));

        _source.Value = (_, _) => 0;
        (_, text, _) = await RunAsync("--no-resume", "--yes");
        Assert.DoesNotContain("rejected", text, StringComparison.Ordinal);
        Assert.Equal(0, _directory.Ask<long>("SELECT count(*) FROM backfill_reject"));
        Assert.Equal(60, _directory.Ask<long>("SELECT sum(rows) FROM backfill_ledger"));
    }

    [Fact]
    public async Task C42_A_bad_row_fails_its_unit_unless_the_job_says_otherwise()
    {
        var (exit, text, _) = await RunAsync();

        Assert.Equal(ExitCode.UnitsFailed, exit);
        Assert.Contains("19 done", text, StringComparison.Ordinal);
        Assert.Equal(57, _directory.Ask<long>("SELECT count(*) FROM rows"));
        Assert.Equal(0, _directory.Ask<long>("SELECT count(*) FROM sqlite_master WHERE name = 'backfill_reject'"));
    }

    [Fact]
    public async Task C42_A_unit_with_more_bad_rows_than_allowed_fails_and_says_so()
    {
        var (exit, text, _) = await RunAsync("--set", "sink.bad-rows=reject-row");

        Assert.Equal(ExitCode.UnitsFailed, exit);
        Assert.Contains("1 of 3 rows cannot be taken, more than max-rejects = 5%", text, StringComparison.Ordinal);
        Assert.Equal(57, _directory.Ask<long>("SELECT count(*) FROM rows"));
    }

    [Fact]
    public async Task C42_A_row_that_only_the_database_refuses_is_set_aside_with_its_reason()
    {
        await RunAsync("--set", "sink.tables.rows.columns.value=value as integer");
        using (var connection = new SqliteConnection($"Data Source={_directory.Sink};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TRIGGER no_sevens BEFORE INSERT ON rows WHEN NEW.value = 7 BEGIN SELECT RAISE(ABORT, 'sevens are not wanted'); END";
            command.ExecuteNonQuery();
        }

        string[] again = ["--set", "sink.tables.rows.columns.value=value as integer", "--no-resume", "--yes", "--json"];
        var (failed, _, _) = await RunAsync(again);
        var (exit, text, _) = await RunAsync([.. again, "--set", "sink.bad-rows=reject-row", "--set", "sink.max-rejects=40%"]);

        Assert.Equal((ExitCode.UnitsFailed, ExitCode.Complete), (failed, exit));
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        Assert.Equal((20, 59, 1), (root.GetProperty("units").GetProperty("done").GetInt32(), root.GetProperty("rows").GetInt32(), root.GetProperty("rejected").GetInt32()));
        Assert.Equal(59, root.GetProperty("tables").GetProperty("rows").GetInt32());
        Assert.Equal((59L, 59L), (_directory.Ask<long>("SELECT count(*) FROM rows"), _directory.Ask<long>("SELECT sum(rows) FROM backfill_ledger")));
        Assert.Equal(
            $$"""day={{Day}}|the sink refused a row: SQLite Error 19: 'sevens are not wanted'.|{"id":"{{Day}}-1","day":"{{Day}}","value":7}""",
            _directory.Ask<string>("SELECT unit || '|' || reason || '|' || row FROM backfill_reject"));
        Assert.Equal(ExitCode.Complete, (await BackfillProcess.RunAsync(_directory.Path, ["verify", WorkDirectory.Job])).Exit);
    }

    public void Dispose()
    {
        _source.Dispose();
        _directory.Dispose();
    }

    private Task<(int Exit, string Out, string Error)> RunAsync(params IEnumerable<string> args) => BackfillProcess.RunAsync(
        _directory.Path, ["run", WorkDirectory.Job, "--set", "sink.tables.rows.columns.value=value as boolean", .. args, .. _source.Flag]);
}
