using System.Text.Json;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Changing;

public sealed class ChangesTests : IDisposable
{
    private readonly WorkDirectory _directory = new();
    private readonly DaySource _source = new();

    [Fact]
    public async Task Changes_names_who_changed_what_while_that_run_went_on_and_nothing_of_another()
    {
        await RunAsync("run", WorkDirectory.Job, "--limit", "2");
        _source.HoldAfter = 8;
        using var run = BackfillProcess.Start(_directory.Path, ["run", WorkDirectory.Job, .. _source.Flag]);
        await _source.RequestsAsync(12);
        Assert.Equal(ExitCode.Complete, (await RunAsync("pause", WorkDirectory.Job)).Exit);
        Assert.Equal(ExitCode.Complete, (await RunAsync("scale", WorkDirectory.Job, "7")).Exit);
        Assert.Equal(["pause ", "scale 7"], Commands(await RunAsync("changes", WorkDirectory.Job, "--json")));
        Assert.Equal(ExitCode.Complete, (await RunAsync("unpause", WorkDirectory.Job)).Exit);
        _source.Release();
        Assert.Equal(ExitCode.Complete, await run.ExitAsync());
        await RunAsync("retry", WorkDirectory.Job, "--unit", "day=2024-01-03", "--yes");
        await RunAsync("run", WorkDirectory.Job);

        Assert.Equal(["pause ", "scale 7", "unpause "], Commands(await RunAsync("changes", "days.conf/2", "--json")));
        Assert.Empty(Commands(await RunAsync("changes", "days.conf/1", "--json")));
        Assert.Empty(Commands(await RunAsync("changes", "days.conf/last", "--json")));
        var (_, text, _) = await RunAsync("changes", "days.conf/2");
        Assert.StartsWith("days/2, started ", text, StringComparison.Ordinal);
        Assert.Matches(@"UTC  scale 7 by .+ \(uid \d+, pid \d+\)\n", text);
        Assert.Contains("nothing was changed", (await RunAsync("changes", "days.conf/1")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_of_a_run_that_never_was_are_refused()
    {
        Assert.Equal(ExitCode.Usage, (await RunAsync("changes", WorkDirectory.Job)).Exit);
        await RunAsync("run", WorkDirectory.Job, "--limit", "1");

        var (exit, text, error) = await RunAsync("changes", "days.conf/2");

        Assert.Equal((ExitCode.Usage, ""), (exit, text));
        Assert.Contains("has no run 2; the last one is 1", error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _source.Dispose();
        _directory.Dispose();
    }

    private static IReadOnlyList<string> Commands((int Exit, string Out, string Error) said)
    {
        Assert.True(said.Exit == ExitCode.Complete, said.Error);
        using var document = JsonDocument.Parse(said.Out);
        return [.. document.RootElement.GetProperty("changes").EnumerateArray().Select(change => $"{change.GetProperty("command").GetString()} {change.GetProperty("value").GetString()}")];
    }

    private Task<(int Exit, string Out, string Error)> RunAsync(params string[] args) => BackfillProcess.RunAsync(_directory.Path, [.. args, .. args[0] == "run" ? _source.Flag : []]);
}
