using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Telemetry;

/// <summary>A collector that is not there, or never answers, is nothing to a run; nor is what is not asked for.</summary>
public sealed class DeadCollectorTests : IDisposable
{
    private readonly WorkDirectory _work = new();
    private readonly DaySource _source = new();

    [Fact]
    public async Task A_run_ends_while_its_collector_still_holds_every_answer_back()
    {
        using var collector = new Collector(answers: false);
        // The last unit is held back until something has been sent: at its end a run may send for so long and no longer.
        _source.HoldAfter = 19;
        // Whoever waited for this exporter would wait longer than any test does.
        using var process = BackfillProcess.StartProgram(
            "backfill.dll", _work.Path, ["run", WorkDirectory.Job, "--json", .. _source.Flag], [.. collector.Variables, ("OTEL_EXPORTER_OTLP_TIMEOUT", "86400000")]);

        await collector.UntilAsync(c => !c.Requests.IsEmpty);
        _source.Release();
        Assert.Equal(ExitCode.Complete, await process.ExitAsync());
        Assert.Equal("", process.Error);
        Assert.Equal(60L, _work.Ask<long>("SELECT count(*) FROM rows"));
    }

    [Fact]
    public async Task A_collector_that_is_not_there_changes_nothing()
    {
        using var process = BackfillProcess.StartProgram(
            "backfill.dll", _work.Path, ["run", WorkDirectory.Job, "--json", .. _source.Flag], ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"));

        Assert.Equal(ExitCode.Complete, await process.ExitAsync());
        Assert.Equal("", process.Error);
    }

    [SkippableFact]
    public async Task Where_nothing_is_sent_the_libraries_are_not_even_loaded()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "reads /proc");
        _source.Hold();
        using var process = BackfillProcess.Start(_work.Path, ["run", WorkDirectory.Job, .. _source.Flag]);
        await _source.RequestsAsync(1);
        var loaded = await File.ReadAllTextAsync($"/proc/{process.Id}/maps");
        _source.Release();

        Assert.Equal(ExitCode.Complete, await process.ExitAsync());
        Assert.Contains("Serilog.dll", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("OpenTelemetry", loaded, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _source.Dispose();
        _work.Dispose();
    }
}
