using System.Text.Json;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.Tests.Processes;

public sealed class ControlTests : IDisposable
{
    private readonly WorkDirectory _directory = new();
    private readonly DaySource _source = new();

    [Fact]
    public async Task A_paused_run_makes_no_request_until_it_is_unpaused_and_its_status_says_so()
    {
        _source.HoldAfter = 8;
        using var process = Start();
        await _source.RequestsAsync(12);

        await SayAsync("pause");
        _source.Release();
        var status = await StatusAsync(s => s.GetProperty("live").GetProperty("inFlight").GetInt32() == 0 && s.GetProperty("units").GetProperty("done").GetInt64() == 12);

        Assert.Equal("paused", status.GetProperty("state").GetString());
        Assert.Equal(12, _source.Days.Count);
        Assert.Equal("pause", Assert.Single(status.GetProperty("changes").EnumerateArray()).GetProperty("command").GetString());
        Assert.Equal(JournalAt(status.GetProperty("seq").GetInt64()), (status.GetProperty("units").GetProperty("done").GetInt64(), status.GetProperty("rows").GetInt64()));

        Assert.Contains("The run waits for somebody to unpause it", (await SayAsync("why", "day=2024-01-20")).Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, (await TellAsync("why", "day=2025-01-20")).Exit);
        await SayAsync("unpause");
        Assert.Equal(ExitCode.Complete, await process.ExitAsync());
        Assert.StartsWith("day=2024-01-20: done\n", (await SayAsync("why", "day=2024-01-20")).Out, StringComparison.Ordinal);
        Assert.Equal(60, _directory.Ask<long>("SELECT count(*) FROM rows"));
        Assert.Equal(20, _source.Days.Count);
        var afterwards = (await SayAsync("status")).Out;
        Assert.Contains("pause by ", afterwards, StringComparison.Ordinal);
        Assert.Contains("unpause by ", afterwards, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_works_on_as_many_units_as_it_is_told_to()
    {
        _source.Hold();
        using var process = Start("--workers", "2");
        await _source.RequestsAsync(2);

        Assert.Contains("10 workers", (await SayAsync("scale", "10")).Out, StringComparison.Ordinal);
        await _source.RequestsAsync(10);
        Assert.Contains("5 more end with what they hold", (await SayAsync("scale", "5")).Out, StringComparison.Ordinal);
        var status = await StatusAsync(_ => true);
        Assert.Equal((5, 5, 10), (Live(status, "workers"), Live(status, "draining"), Live(status, "inFlight")));

        _source.Release();
        Assert.Equal(ExitCode.Complete, await process.ExitAsync());
        Assert.Equal(60, _directory.Ask<long>("SELECT count(*) FROM rows"));
        Assert.Equal(20, _source.Days.Count);
    }

    [Fact]
    public async Task A3_A_stop_over_the_socket_ends_a_run_as_sigterm_does()
    {
        _source.Hold();
        using var process = Start();
        await _source.RequestsAsync(4);

        await SayAsync("stop");
        await process.ErrorLineAsync("Stopping: ");
        _source.Release();

        Assert.Equal(ExitCode.Terminated, await process.ExitAsync());
        Assert.Contains("units     20: 4 done, 16 open", process.Out, StringComparison.Ordinal);
        Assert.Contains("next      backfill resume days.conf", process.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A4_A_stop_now_over_the_socket_cancels_what_is_in_flight()
    {
        _source.Hold();
        using var process = Start();
        await _source.RequestsAsync(4);

        await SayAsync("stop", "--now");

        Assert.Equal(ExitCode.Terminated, await process.ExitAsync());
        Assert.Equal(0, _directory.Ask<long>("SELECT count(*) FROM backfill_ledger"));
    }

    [Fact]
    public async Task A10_A_killed_run_leaves_a_socket_that_the_next_one_replaces_and_a_pause_that_is_over()
    {
        _source.Hold();
        using (var killed = Start())
        {
            await _source.RequestsAsync(4);
            await SayAsync("pause");
            killed.Signal(BackfillProcess.SigKill);
            await killed.ExitAsync();
        }

        Assert.True(File.Exists(Socket));
        var (exit, _, error) = await TellAsync("pause");
        Assert.Equal(ExitCode.Usage, exit);
        Assert.Contains("job days is not running: there is nothing to pause", error, StringComparison.Ordinal);

        _source.Release();
        using var next = Start();

        Assert.Equal(ExitCode.Complete, await next.ExitAsync());
        Assert.False(File.Exists(Socket));
        Assert.Equal(60, _directory.Ask<long>("SELECT count(*) FROM rows"));
    }

    [Fact]
    public async Task Units_that_failed_are_opened_again_and_dealt_by_the_run_that_goes_on()
    {
        var status = 404;
        _source.Status = day => day == "2024-01-02" ? Volatile.Read(ref status) : 200;
        _source.HoldAfter = 8;
        using var process = Start();
        await _source.RequestsAsync(12);
        await StatusAsync(s => s.GetProperty("units").GetProperty("failed").GetInt64() == 1);
        Volatile.Write(ref status, 200);

        var (_, text, _) = await SayAsync("retry", "--failed", "--yes", "--reason", "it is there now");
        var again = await SayAsync("retry", "--failed", "--yes", "--json");
        _source.Release();

        Assert.Equal("1 unit open again, dealt by the run that goes on\n", text);
        using var document = JsonDocument.Parse(again.Out);
        Assert.Equal((0, 0), (document.RootElement.GetProperty("requeued").GetInt32(), document.RootElement.GetProperty("dealt").GetInt32()));
        var exit = await process.ExitAsync();
        Assert.True(exit == ExitCode.Complete, process.Out);
        Assert.Equal(60, _directory.Ask<long>("SELECT count(*) FROM rows"));
        Assert.Contains("retry 1 by ", (await SayAsync("status")).Out, StringComparison.Ordinal);
        Assert.Contains("it is there now", (await SayAsync("why", "day=2024-01-02")).Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Complete, (await TellAsync("verify")).Exit);
    }

    [Fact]
    public async Task Status_tells_programs_what_each_worker_does_and_how_the_source_stands()
    {
        _source.Hold();
        using var process = Start("--workers", "2", "--rate", "1000/s");
        await _source.RequestsAsync(2);

        // A run that is slow to answer is told by its journal.
        var status = await StatusAsync(s => s.TryGetProperty("live", out _));
        _source.Release();
        await process.ExitAsync();

        using var schema = JsonSchemaCheck.Schema("status");
        Assert.Empty(JsonSchemaCheck.Violations(status, schema.RootElement));
        var live = status.GetProperty("live");
        Assert.All(live.GetProperty("workerStates").EnumerateArray(), worker => Assert.Equal(("running", 1), (worker.GetProperty("state").GetString(), worker.GetProperty("attempt").GetInt32())));
        Assert.Equal(2, live.GetProperty("workerStates").GetArrayLength());
        Assert.Empty(live.GetProperty("breakers").EnumerateArray());
        Assert.Equal((1000, 2), (live.GetProperty("limit").GetProperty("configuredRate").GetDouble(), live.GetProperty("limit").GetProperty("inFlight").GetInt32()));
    }

    [Fact]
    public async Task Units_are_parked_by_the_run_that_goes_on_and_it_requests_them_no_more()
    {
        _source.HoldAfter = 4;
        using var process = Start();
        await _source.RequestsAsync(8);

        var (_, text, _) = await SayAsync("park", "--unit", "day=2024-01-20", "--yes", "--reason", "not before May");
        var again = await SayAsync("park", "--unit", "day=2024-01-20", "--yes", "--json");
        _source.Release();

        Assert.StartsWith("1 unit quarantined\n", text, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(again.Out);
        Assert.Equal((0, 1), (document.RootElement.GetProperty("parked").GetInt32(), document.RootElement.GetProperty("quarantinedAlready").GetInt32()));
        var exit = await process.ExitAsync();
        Assert.True(exit == ExitCode.UnitsFailed, process.Out);
        Assert.DoesNotContain("2024-01-20", _source.Days);
        Assert.Contains("park 1 by ", (await SayAsync("status")).Out, StringComparison.Ordinal);
        Assert.Contains("not before May", (await SayAsync("changes")).Out, StringComparison.Ordinal);
        Assert.Equal(57, _directory.Ask<long>("SELECT count(*) FROM rows"));
    }

    [Fact]
    public async Task A_signal_makes_a_run_say_how_far_it_is()
    {
        _source.Hold();
        using var process = Start("--progress", "none");
        await _source.RequestsAsync(4);

        process.Signal(BackfillProcess.SigUsr1);

        Assert.Equal("days/1: running; units 20: 0 done, 20 open", await process.ErrorLineAsync("days/1: running"));
        _source.Release();
        Assert.Equal(ExitCode.Complete, await process.ExitAsync());
    }

    [Fact]
    public async Task A_rate_of_the_command_line_is_laid_over_the_jobs()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        using var process = Start("--rate", "20/s", "--workers", "auto");

        Assert.Equal(ExitCode.Complete, await process.ExitAsync());
        Assert.True(clock.Elapsed >= TimeSpan.FromSeconds(19 / 20.0), $"{clock.Elapsed}");
        Assert.Equal(60, _directory.Ask<long>("SELECT count(*) FROM rows"));
    }

    [Theory]
    [InlineData("scale", "0")]
    [InlineData("scale", "1025")]
    [InlineData("scale", "many")]
    [InlineData("rate", "0/s")]
    [InlineData("rate", "-1/s")]
    [InlineData("rate", "fast")]
    public async Task What_makes_no_sense_is_refused_before_anybody_is_asked(string verb, string value)
    {
        var (exit, _, error) = await TellAsync(verb, value);

        Assert.Equal(ExitCode.Usage, exit);
        Assert.Contains(value, error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _source.Dispose();
        _directory.Dispose();
    }

    private string Socket => _directory.File(".backfill/days/control.sock");

    private static int Live(JsonElement status, string member) => status.GetProperty("live").GetProperty(member).GetInt32();

    private BackfillProcess Start(params IEnumerable<string> args) =>
        BackfillProcess.Start(_directory.Path, ["run", WorkDirectory.Job, .. _source.Flag, .. args]);

    // The command itself needs no process of its own.
    private async Task<(int Exit, string Out, string Error)> TellAsync(string verb, params IEnumerable<string> args)
    {
        var terminal = new RecordingTerminal(directory: _directory.Path);
        var exit = await terminal.RunAsync([verb, _directory.File(WorkDirectory.Job), .. args]);
        return (exit, terminal.Out, terminal.Error);
    }

    private async Task<(int Exit, string Out, string Error)> SayAsync(string verb, params IEnumerable<string> args)
    {
        var said = await TellAsync(verb, args);
        Assert.True(said.Exit == ExitCode.Complete, said.Error);
        return said;
    }

    // Asked until it is so: what is in flight ends in its own time.
    private async Task<JsonElement> StatusAsync(Func<JsonElement, bool> isSo)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            var status = JsonDocument.Parse((await SayAsync("status", "--json")).Out).RootElement;
            if (isSo(status))
            {
                return status;
            }

            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(10), status.ToString());
        }
    }

    // What the journal says after so many events: done units and rows.
    private (long Done, long Rows) JournalAt(long sequence)
    {
        using var journal = new SqliteConnection($"Data Source={_directory.Journal};Mode=ReadOnly;Pooling=False");
        journal.Open();
        using var command = journal.CreateCommand();
        command.CommandText = "SELECT manifest, message FROM journal WHERE sequence_number <= $last ORDER BY sequence_number";
        command.Parameters.AddWithValue("$last", sequence);
        using var rows = command.ExecuteReader();
        var state = new CheckpointState();
        while (rows.Read())
        {
            state.Apply((ICheckpointEvent)CheckpointCodec.Read(rows.GetFieldValue<byte[]>(1), rows.GetString(0)));
        }

        return (state.SettledCount, state.Rows);
    }
}
