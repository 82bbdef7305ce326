using System.Text.Json;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Verifying;

public sealed class AgainstTests : IDisposable
{
    private readonly WorkDirectory _directory = new();
    private readonly DaySource _source = new();

    public void Dispose()
    {
        _source.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Units_that_changed_since_a_run_are_named()
    {
        await RunAsync("run");
        _source.Value = (day, value) => day == "2024-01-07" ? value + 1 : value;
        await RunAsync("run", "--no-resume", "--yes");

        var (exit, text) = await RunAsync("verify", "--against", "days/1");
        Assert.Equal(ExitCode.Differences, exit);
        Assert.StartsWith("days: since days/1 1 unit changed, 0 appeared, 0 vanished; 19 are the same\n", text, StringComparison.Ordinal);
        Assert.Matches(@"differ    day=2024-01-07: 3 rows then and now, with other content: [0-9a-f]{16} \| [0-9a-f]{16}\n", text);

        Assert.Equal((ExitCode.Complete, "days: as at the end of days/2; 20 units\n"), await RunAsync("verify", "--against", "last"));
    }

    [Fact]
    public async Task Units_that_came_later_and_that_are_gone_are_told_apart()
    {
        await RunAsync("run", "--limit", "5");
        await RunAsync("run", "--limit", "2");
        _directory.Tamper("DELETE FROM backfill_ledger WHERE unit = 'day=2024-01-02'");

        var (exit, text) = await RunAsync("verify", "--against", "1", "--json");

        Assert.Equal(ExitCode.Differences, exit);
        using var document = JsonDocument.Parse(text);
        var found = document.RootElement;
        Assert.Equal((4, 0, 2, 1), (Number(found, "same"), Number(found, "changed"), Number(found, "appeared"), Number(found, "vanished")));
        Assert.Equal(
            [("day=2024-01-02", "vanished"), ("day=2024-01-06", "appeared"), ("day=2024-01-07", "appeared")],
            found.GetProperty("differences").EnumerateArray().Select(d => (d.GetProperty("unit").GetString(), d.GetProperty("kind").GetString())));
    }

    [Fact]
    public async Task A_sink_that_was_restored_lacks_what_came_after_its_backup()
    {
        await RunAsync("run", "--limit", "5");
        File.Copy(_directory.Sink, _directory.File("backup.db"));
        await RunAsync("run", "--limit", "5");
        File.Copy(_directory.File("backup.db"), _directory.Sink, overwrite: true);
        File.Delete(_directory.Sink + "-wal");
        await RunAsync("run", "--limit", "1");

        var (exit, text) = await RunAsync("verify", "--against", "2");

        Assert.Equal(ExitCode.Differences, exit);
        Assert.StartsWith("days: since days/2 0 units changed, 0 appeared, 4 vanished; 6 are the same\n", text, StringComparison.Ordinal);
        Assert.Contains("day=2024-01-10: 3 rows then, not in the ledger now", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("days/3", "there is no run 'days/3' of days")]
    [InlineData("0", "there is no run '0' of days")]
    [InlineData("other/1", "there is no run 'other/1' of days")]
    public async Task A_run_that_never_was_is_a_wrong_command_line(string run, string message)
    {
        await RunAsync("run", "--limit", "1");
        var terminal = new RecordingTerminal(directory: _directory.Path);

        Assert.Equal(ExitCode.Usage, await terminal.RunAsync("verify", _directory.File(WorkDirectory.Job), "--against", run));
        Assert.Contains(message, terminal.Error, StringComparison.Ordinal);
        Assert.Contains("days/1 to days/1", terminal.Error, StringComparison.Ordinal);
    }

    private static long Number(JsonElement element, string name) => element.GetProperty(name).GetInt64();

    private async Task<(int Exit, string Out)> RunAsync(string verb, params string[] args)
    {
        var terminal = new RecordingTerminal(directory: _directory.Path);
        var exit = await terminal.RunAsync([verb, _directory.File(WorkDirectory.Job), .. _source.Flag, .. args]);
        return (exit, terminal.Out);
    }
}
