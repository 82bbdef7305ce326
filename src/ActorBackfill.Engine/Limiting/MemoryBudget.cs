using ActorBackfill.Domain.Budgets;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Engine.Limiting;

/// <summary>A budget that lives and ends with this process: of a source without limits, and in tests of several runs.</summary>
/// <param name="name">Its name.</param>
/// <param name="time">The clock.</param>
internal sealed class MemoryBudget(string name, TimeProvider time) : IBudget
{
    private readonly Lock _lock = new();
    private BudgetState? _state;

    /// <inheritdoc/>
    public string Name => name;

    private BudgetMoment Now => new(time.GetElapsedTime(0), time.GetUtcNow(), "");

    /// <inheritdoc/>
    public PartyId PartyOf(string run) => new(run, Environment.ProcessId, "", "");

    /// <inheritdoc/>
    public BudgetAnswer Reserve(BudgetRequest request)
    {
        lock (_lock)
        {
            var now = Now;
            (_state, var answer) = (_state ?? BudgetState.Begin(now)).Reserve(request, now, static _ => true);
            return answer;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
