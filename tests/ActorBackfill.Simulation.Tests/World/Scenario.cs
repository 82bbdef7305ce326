using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Tests.Fakes;
using ActorBackfill.Simulation.Tests.Kernel;

namespace ActorBackfill.Simulation.Tests.World;

/// <summary>What one seed is about: the job, how hostile the world is, how often the process dies.</summary>
internal sealed record Scenario
{
    public required JobDefinition Job { get; init; }

    public required Plan Plan { get; init; }

    /// <summary>Deaths before the run that may end.</summary>
    public required int Crashes { get; init; }

    public required int CreditUnits { get; init; }

    public required bool HasProcessor { get; init; }

    /// <summary>How likely each kind of fault is at each occasion.</summary>
    public required FaultRates Rates { get; init; }

    public static Scenario Of(Chance chance)
    {
        var job = chance.Is(0.5) ? Jobs.OfNumbers(chance.Between(5, 60)) : Jobs.Of(Jobs.MonthsAndStates(chance.Between(2, 20)));
        job = job with
        {
            Source = Source(chance),
            Workers = chance.Between(1, 6),
            Breaker = Breaker(chance, job),
            // Units that never come keep such a breaker open: the run has to go on with them, half open, to its end.
            Halt = new HaltDefinition { GiveUp = TimeSpan.FromDays(1) },
            Instance = chance.Is(0.3) ? InstanceScope.Unit : InstanceScope.Worker,
            Retry = new RetryDefinition
            {
                MaxAttempts = chance.Between(1, 4),
                MinBackoff = TimeSpan.FromMilliseconds(1),
                MaxBackoff = TimeSpan.FromSeconds(chance.Between(1, 30)),
                AttemptTimeout = TimeSpan.FromSeconds(60),
            },
        };
        return new Scenario
        {
            Job = job,
            Plan = Jobs.Plan(job),
            Crashes = chance.Is(0.1) ? 0 : chance.Between(1, 5),
            CreditUnits = chance.Is(0.5) ? 4_000 : chance.Between(1, 20),
            HasProcessor = chance.Is(0.3),
            Rates = FaultRates.Of(chance),
        };
    }

    // Breakers that a few failures open, so that runs and crashes see them open, half open and closed.
    private static BreakerDefinition Breaker(Chance chance, JobDefinition job) => new()
    {
        Source = chance.Is(0.5)
            ? new SourceBreakerDefinition()
            : new SourceBreakerDefinition { Failures = chance.Between(2, 10), For = TimeSpan.FromSeconds(chance.Between(1, 60)) },
        Entity = chance.Is(0.5)
            ? null
            : new EntityBreakerDefinition(job.Dimensions[^1].Name) { Failures = chance.Between(1, 3), For = chance.Time(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)) },
    };

    private static SourceDefinition Source(Chance chance)
    {
        if (chance.Is(0.5))
        {
            return new FilesSourceDefinition("none", BodyFormat.Json, ImmutableSortedDictionary<string, string>.Empty, false, null, new CapsDefinition());
        }

        var limit = new LimitDefinition(chance.Is(0.5) ? chance.Between(1, 100) : null, chance.Is(0.5) ? chance.Between(1, 4) : null);
        var none = ImmutableSortedDictionary<string, string>.Empty;
        return new HttpSourceDefinition(
            "http://none", "/", none, none, BodyFormat.Json, new PagingDefinition.None(), false, TimeSpan.FromSeconds(100), limit, null, new CapsDefinition());
    }
}
