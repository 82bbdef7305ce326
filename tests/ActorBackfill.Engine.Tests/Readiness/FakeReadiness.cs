using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Readiness;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Engine.Tests.Readiness;

/// <summary>Another job with ten units for each of ours, as many of them done as the test says.</summary>
internal sealed class FakeReadiness(Func<PlanUnit, int> done) : IReadiness
{
    private volatile Func<PlanUnit, int> _done = done;
    private volatile bool _hasChanged;

    public TimeSpan? Wait { get; init; } = TimeSpan.Zero;

    public Upstream Of(PlanUnit unit) =>
        new([new UpstreamJob("other", unit.Key, new Completeness(10, _done(unit), 0.95))]);

    public ValueTask<bool> RefreshAsync(CancellationToken cancellation)
    {
        var changed = _hasChanged;
        _hasChanged = false;
        return ValueTask.FromResult(changed);
    }

    public void Change(Func<PlanUnit, int> done) => (_done, _hasChanged) = (done, true);
}
