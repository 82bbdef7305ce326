using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Simulation.Tests.World;

/// <summary>A source with latencies, failures that pass, rate limits and units that never come; counts attempts for the checks.</summary>
internal sealed class SimulatedSource(SimulatedProcess process) : ISource
{
    private const int MostRateLimited = 5;

    private readonly Dictionary<long, int> _rateLimited = [];
    private int _running;

    /// <summary>Fetches that used up an attempt, by index.</summary>
    public Dictionary<long, int> Attempts { get; } = [];

    public string Description => "simulation";

    private Faults Faults => process.World.Faults;

    public async ValueTask<FetchedUnit> FetchAsync(PlanUnit unit, IRequestGate gate, CancellationToken cancellation)
    {
        Attempts[unit.Index] = Attempts.GetValueOrDefault(unit.Index) + 1;
        process.Watch.Check(++_running <= process.MostWorkers, $"{_running} fetches at a time");
        process.Note($"fetch {unit.Key}");
        try
        {
            // Some sources answer from memory, some ask somebody.
            using var turn = Faults.Chance.Is(0.3) ? null : await process.Context.Call(() => gate.EnterAsync(cancellation));
            await WaitAsync(cancellation);
            return Answer(unit, gate);
        }
        finally
        {
            _running--;
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async ValueTask WaitAsync(CancellationToken cancellation)
    {
        if (Faults.Strikes(Faults.Rates.SlowSource))
        {
            // About every second one outlasts the attempt.
            await DelayAsync(TimeSpan.FromSeconds(Faults.Chance.Between(1, 120)), cancellation);
        }
        else if (Faults.Chance.Is(0.5))
        {
            await DelayAsync(Faults.Chance.Time(TimeSpan.FromMicroseconds(100), TimeSpan.FromSeconds(1)), cancellation);
        }
    }

    private async ValueTask DelayAsync(TimeSpan delay, CancellationToken cancellation)
    {
        var ended = new TaskCompletionSource();
        await using var timer = process.Time.CreateTimer(_ => ended.TrySetResult(), null, delay, Timeout.InfiniteTimeSpan);
        await using var link = cancellation.UnsafeRegister(_ => process.Steps.Add(() => ended.TrySetCanceled(cancellation)), null);
        await ended.Task;
    }

    private FetchedUnit Answer(PlanUnit unit, IRequestGate gate)
    {
        var nature = process.World.Natures[unit.Index];
        if (nature.Kind == UnitKind.NotFound)
        {
            throw new BackfillException(FailureCategory.NotFound, $"{unit.Key}: 404");
        }

        if (nature.Kind == UnitKind.Broken)
        {
            throw new BackfillException(FailureCategory.Transient, $"{unit.Key}: 500");
        }

        if (Faults.Strikes(Faults.Rates.Source))
        {
            throw Failure(unit, gate);
        }

        return new FetchedUnit(nature.Items(unit), 1, 10);
    }

    private BackfillException Failure(PlanUnit unit, IRequestGate gate)
    {
        var limited = _rateLimited.GetValueOrDefault(unit.Index);
        if (limited >= MostRateLimited || Faults.Chance.Is(0.5))
        {
            return new BackfillException(FailureCategory.Transient, $"{unit.Key}: connection reset");
        }

        _rateLimited[unit.Index] = limited + 1;
        Attempts[unit.Index]--;
        var after = TimeSpan.FromSeconds(Faults.Chance.Between(1, 20));
        if (Faults.Chance.Is(0.5))
        {
            gate.CloseFor(after, "429");
        }

        return new BackfillException(FailureCategory.RateLimited, $"{unit.Key}: 429") { RetryAfter = Faults.Chance.Is(0.5) ? after : null };
    }
}
