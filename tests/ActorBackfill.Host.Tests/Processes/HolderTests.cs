using System.Globalization;
using System.Text.Json;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Processes;

public sealed class HolderTests : IDisposable
{
    private readonly WorkDirectory _directory = new();
    private readonly DaySource _source = new();

    [Theory]
    [InlineData(".backfill")]
    [InlineData("another-state")]
    public async Task A_second_process_is_refused_and_told_who_holds_the_job(string state)
    {
        _source.Hold();
        using var first = Start();
        await _source.RequestsAsync(4);

        var (exit, text, error) = await BackfillProcess.RunAsync(_directory.Path, ["run", WorkDirectory.Job, "--state", state, .. _source.Flag]);
        _source.Release();

        Assert.Equal((ExitCode.HeldElsewhere, ""), (exit, text));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"process {first.Id} (state "), error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Complete, await first.ExitAsync());
        Assert.Equal(20, _source.Days.Count);
    }

    [Fact]
    public async Task A_frozen_holder_keeps_the_job_until_it_is_taken_over()
    {
        _source.Hold();
        using var frozen = Start();
        await _source.RequestsAsync(4);
        frozen.Signal(BackfillProcess.SigStop);

        var (refused, _, error) = await BackfillProcess.RunAsync(_directory.Path, ["run", WorkDirectory.Job, .. _source.Flag]);
        Assert.Equal(ExitCode.HeldElsewhere, refused);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"process {frozen.Id} (state T)"), error, StringComparison.Ordinal);

        _source.Release();
        var (exit, _, _) = await BackfillProcess.RunAsync(_directory.Path, ["run", WorkDirectory.Job, "--takeover", .. _source.Flag]);
        Assert.Equal(ExitCode.Complete, exit);
        Assert.Equal(128 + BackfillProcess.SigKill, await frozen.ExitAsync());
        Assert.Equal(60, _directory.Ask<long>("SELECT count(*) FROM rows"));
    }

    [Fact]
    public async Task Status_works_while_the_job_runs_and_names_its_holder()
    {
        using var process = Start("--limit", "8");
        await process.ExitAsync();
        _source.Hold();
        using var running = Start();
        await _source.RequestsAsync(12);

        var (exit, text, _) = await BackfillProcess.RunAsync(_directory.Path, ["status", WorkDirectory.Job, "--json"]);
        _source.Release();

        Assert.Equal(ExitCode.Complete, exit);
        using var document = JsonDocument.Parse(text);
        Assert.Equal("running", document.RootElement.GetProperty("state").GetString());
        Assert.Equal(running.Id, document.RootElement.GetProperty("holder").GetProperty("pid").GetInt32());
        Assert.Equal(8, document.RootElement.GetProperty("units").GetProperty("done").GetInt32());
        Assert.Equal(12, document.RootElement.GetProperty("units").GetProperty("open").GetInt32());
        Assert.Equal(ExitCode.Complete, await running.ExitAsync());
    }

    public void Dispose()
    {
        _source.Dispose();
        _directory.Dispose();
    }

    private BackfillProcess Start(params IEnumerable<string> args) =>
        BackfillProcess.Start(_directory.Path, ["run", WorkDirectory.Job, .. _source.Flag, .. args]);
}
