using System.Text.Json;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Explaining;

public sealed class WhyTests : IDisposable
{
    private readonly WorkDirectory _directory = new();
    private readonly DaySource _source = new();

    [Fact]
    public async Task The_journal_says_what_became_of_a_unit()
    {
        _source.Status = day => day.EndsWith("-07", StringComparison.Ordinal) ? 500 : 200;
        await RunAsync("run", WorkDirectory.Job);

        var (exit, done, _) = await RunAsync("why", WorkDirectory.Job, "day=2024-01-03");
        Assert.Equal(ExitCode.Complete, exit);
        Assert.StartsWith("day=2024-01-03: done\n  Done in run 1, ", done, StringComparison.Ordinal);
        Assert.Contains(": 3 rows, attempt 1, ", done, StringComparison.Ordinal);

        var (_, text, _) = await RunAsync("why", WorkDirectory.Job, "day=2024-01-07", "--json");
        using var failed = JsonDocument.Parse(text);
        Assert.Equal("failed", failed.RootElement.GetProperty("state").GetString());
        var reasons = failed.RootElement.GetProperty("reasons").EnumerateArray().Select(r => r.GetString()!).ToList();
        Assert.Contains(reasons, r => r.StartsWith("Attempt 1 failed in run 1, ", StringComparison.Ordinal));
        Assert.Contains(reasons, r => r.StartsWith("Failed in run 1, ", StringComparison.Ordinal));
        Assert.Equal("The next run tries it again.", reasons[^1]);

        var (none, _, error) = await RunAsync("why", WorkDirectory.Job, "state=VIC");
        Assert.Equal(ExitCode.Usage, none);
        Assert.Contains("'state=VIC' is no unit of job days; the first one is day=2024-01-01", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_goes_on_answers_for_itself()
    {
        _source.HoldAfter = 2;
        using var run = BackfillProcess.Start(_directory.Path, ["run", WorkDirectory.Job, .. _source.Flag]);
        await _source.RequestsAsync(5);

        var (_, why, _) = await RunAsync("why", WorkDirectory.Job, "day=2024-01-20");
        var (_, waits, _) = await RunAsync("waits", WorkDirectory.Job, "--json");

        Assert.StartsWith("day=2024-01-20: queued\n  ", why, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(waits);
        Assert.True(document.RootElement.GetProperty("live").GetBoolean());
        Assert.Equal(100m, document.RootElement.GetProperty("waits").GetProperty("shares").EnumerateArray().Sum(s => s.GetProperty("percent").GetDecimal()));
        _source.Release();
        Assert.Equal(ExitCode.Complete, await run.ExitAsync());
    }

    public void Dispose()
    {
        _source.Dispose();
        _directory.Dispose();
    }

    private Task<(int Exit, string Out, string Error)> RunAsync(params IEnumerable<string> args) =>
        BackfillProcess.RunAsync(_directory.Path, [.. args, .. _source.Flag]);
}
