using ActorBackfill.Domain.Budgets;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Budgets;

/// <summary>Lets requests out by a source's account before a run has the actors that do it: those of its lists. One request at a time.</summary>
/// <param name="budget">The account; not disposed here.</param>
/// <param name="limits">What the source allows.</param>
/// <param name="name">Who this is to the other runs.</param>
/// <param name="time">The clock.</param>
public sealed class BudgetGate(IBudget budget, BudgetLimits limits, string name, TimeProvider time) : IRequestGate
{
    private readonly PartyId _who = budget.PartyOf(name);
    private (TimeSpan For, string Reason)? _close;

    /// <inheritdoc/>
    /// <exception cref="BudgetUnusableException">The account cannot be read or written.</exception>
    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        for (var began = time.GetTimestamp(); ;)
        {
            var answer = Reserve(1, time.GetElapsedTime(began));
            if (answer.Turns > 0)
            {
                return new Turn(this);
            }

            // Others may have changed what holds: nobody stays away for longer than this.
            var wait = answer.Wait ?? answer.ClosedFor ?? BudgetState.LongestWait;
            await Task.Delay(wait < BudgetState.LongestWait ? wait : BudgetState.LongestWait, time, cancellation);
        }
    }

    /// <inheritdoc/>
    public void CloseFor(TimeSpan delay, string reason) => _close = (delay, reason);

    private BudgetAnswer Reserve(int wanted, TimeSpan waited)
    {
        var request = new BudgetRequest(_who, limits) { Wanted = wanted, Waited = waited, CloseFor = _close?.For, CloseReason = _close?.Reason ?? "" };
        var answer = budget.Reserve(request);
        _close = null;
        return answer;
    }

    private sealed class Turn(BudgetGate gate) : IDisposable
    {
        // The slot is the others' at once, and what the server said is known to them.
        public void Dispose() => gate.Reserve(0, TimeSpan.Zero);
    }
}
