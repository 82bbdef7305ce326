using System.Collections.Immutable;

namespace ActorBackfill.Domain.Readiness;

/// <summary>What one other job has of what a unit needs.</summary>
/// <param name="Job">The other job's name.</param>
/// <param name="Matching">Which of its units: <c>date=2021-11-15</c>; empty means all.</param>
/// <param name="Completeness">How many of them are settled.</param>
/// <param name="Holds">Whether a unit that is not ready is held back.</param>
public sealed record UpstreamJob(string Job, string Matching, Completeness Completeness, bool Holds = true)
{
    /// <summary>Gets what units wait together for.</summary>
    public string Key => Matching.Length == 0 ? Job : $"{Job}: {Matching}";

    /// <summary>Gets it in words: <c>team-defense: 91.0 % (10/11) of date=2021-11-15</c>.</summary>
    public override string ToString() => this switch
    {
        { Completeness.Expected: 0 } => $"{Job}: it has no unit {(Matching.Length == 0 ? "" : "with " + Matching)}".TrimEnd(),
        { Matching.Length: 0 } => $"{Job}: {Completeness}",
        _ => $"{Job}: {Completeness} of {Matching}",
    };
}

/// <summary>What a unit needs of other jobs, as it is now.</summary>
/// <param name="Jobs">One a requirement, in the order of the job file; empty when the job requires nothing.</param>
public sealed record Upstream(ImmutableArray<UpstreamJob> Jobs)
{
    /// <summary>Gets the upstream of a job that requires nothing.</summary>
    public static Upstream None { get; } = new(ImmutableArray<UpstreamJob>.Empty);

    /// <summary>Gets whether every other job is as far as the unit needs; false when nothing is required.</summary>
    public bool AllReady => !Jobs.IsEmpty && Jobs.All(j => j.Completeness.IsProductionReady);

    /// <summary>Gets the requirement that holds the unit back: the first that is not met; null when the unit may run.</summary>
    public UpstreamJob? HeldBy => Jobs.FirstOrDefault(j => j.Holds && !j.Completeness.IsProductionReady);

    /// <summary>Gets all of it as one: what is expected and there in all jobs together, required as much as the strictest asks for.</summary>
    public Completeness Completeness => Jobs.IsEmpty ? default
        : new Completeness(Jobs.Sum(j => j.Completeness.Expected), Jobs.Sum(j => j.Completeness.Actual), Jobs.Max(j => j.Completeness.Required));
}
