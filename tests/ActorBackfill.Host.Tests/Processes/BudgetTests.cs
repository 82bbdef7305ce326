using ActorBackfill.Connectors.Budgets;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Processes;

/// <summary>Real processes and the budget they share: what it keeps, and what it refuses.</summary>
public sealed class BudgetTests : IDisposable
{
    private static readonly TimeSpan Ceiling = TimeSpan.FromMinutes(10);

    private readonly WorkDirectory _directory = new();
    private readonly DaySource _source = new();

    private string Budgets => _directory.File(".budgets");

    [Fact]
    public async Task A_source_without_limits_has_no_budget()
    {
        var (exit, _, _) = await BackfillProcess.RunAsync(_directory.Path, ["run", WorkDirectory.Job, .. _source.Flag]);

        Assert.Equal(ExitCode.Complete, exit);
        Assert.False(Directory.Exists(Budgets));
    }

    [Fact]
    public async Task A_daily_quota_goes_on_after_kill_9()
    {
        string[] args = ["run", WorkDirectory.Job, "--set", "source.limit.per-day=12", .. _source.Flag];
        _source.HoldAfter = 5;
        using (var killed = BackfillProcess.Start(_directory.Path, args))
        {
            // Five answers and four that are held: no worker is between its turn and its request, which would be lost.
            await _source.RequestsAsync(9).WaitAsync(Ceiling);
            killed.Signal(BackfillProcess.SigKill);
            await killed.ExitAsync();
        }

        var before = _source.Days.Count;
        _source.Release();
        using var again = BackfillProcess.Start(_directory.Path, [.. args, "--progress", "lines"]);
        await _source.RequestsAsync(12).WaitAsync(Ceiling);
        var line = await again.ErrorLineAsync("requests a day are used");
        again.Signal(BackfillProcess.SigInt);
        again.TrySignal(BackfillProcess.SigInt);
        await again.ExitAsync();

        Assert.Equal(9, before);
        Assert.Equal(12, _source.Days.Count);
        Assert.Contains("12 of 12 requests a day are used, until ", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_budget_is_refused_before_anything_is_requested()
    {
        string[] args = ["run", WorkDirectory.Job, "--set", "source.limit.rate=100/s", .. _source.Flag];
        Directory.CreateDirectory(Budgets);
        var file = BudgetDirectory.FileOf(Budgets, _source.Base);
        await File.WriteAllTextAsync(file, "not a database, and long enough to be told from an empty one");

        var (exit, text, error) = await BackfillProcess.RunAsync(_directory.Path, args);

        Assert.Equal((ExitCode.Usage, ""), (exit, text));
        Assert.Contains(file, error, StringComparison.Ordinal);
        Assert.Empty(_source.Days);
    }

    public void Dispose()
    {
        _source.Dispose();
        _directory.Dispose();
    }
}
