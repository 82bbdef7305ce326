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
