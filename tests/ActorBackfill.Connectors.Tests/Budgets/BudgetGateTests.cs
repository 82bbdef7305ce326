using ActorBackfill.Connectors.Budgets;
using ActorBackfill.Domain.Budgets;

namespace ActorBackfill.Connectors.Tests.Budgets;

public sealed class BudgetGateTests : IDisposable
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly ManualTime _time = new();

    [Fact]
    public async Task A_list_goes_by_the_rate_that_runs_share()
    {
        using var one = SqliteBudget.Open(_directory, "source", _time);
        using var other = SqliteBudget.Open(_directory, "source", _time);
        var limits = new BudgetLimits { Rate = 2 };
        (await Gate(one, limits).EnterAsync(default)).Dispose();

        var waiting = Gate(other, limits).EnterAsync(default).AsTask();

        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.4));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.2));
        (await waiting.WaitAsync(TimeSpan.FromMinutes(3))).Dispose();
    }

    [Fact]
    public async Task What_the_server_told_a_list_closes_the_source_for_runs()
    {
        using var budget = SqliteBudget.Open(_directory, "source", _time);
        var gate = Gate(budget, new BudgetLimits { Rate = 100 });
        var turn = await gate.EnterAsync(default);
        gate.CloseFor(TimeSpan.FromSeconds(30), "429 with Retry-After 30 s");
        turn.Dispose();

        var answer = budget.Reserve(new BudgetRequest(budget.PartyOf("run"), new BudgetLimits { Rate = 100 }) { Wanted = 1 });

        Assert.Equal((0, TimeSpan.FromSeconds(30)), (answer.Turns, answer.ClosedFor));
        Assert.Contains("Retry-After 30 s", answer.ClosedReason, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    private BudgetGate Gate(SqliteBudget budget, BudgetLimits limits) => new(budget, limits, $"list {Guid.NewGuid()}", _time);
}
