using System.Collections.Immutable;

namespace ActorBackfill.Domain.Jobs;

/// <summary>One job whose units a job's own units need: <c>requires { job = team-defense, coverage = 95% }</c>.</summary>
/// <param name="Job">The other job: its file, or the name of one in <c>HOCON/jobs</c>.</param>
public sealed record RequirementDefinition(string Job)
{
    /// <summary>Gets the share of the other job's units that has to be settled, 0 to 1. Key <c>coverage</c>; default 100 %. Exactly that much is enough.</summary>
    public double Coverage { get; init; } = 1;

    /// <summary>Gets the dimensions whose values choose the other job's units. Key <c>match</c>; null means those that both have.</summary>
    public ImmutableArray<string>? Match { get; init; }

    /// <summary>Gets what a dimension is called by the other job, by its own name. Key <c>map</c>; default the same name.</summary>
    public ImmutableSortedDictionary<string, string> Map { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Gets the other job's state directory. Key <c>state</c>; null means this run's.</summary>
    public string? State { get; init; }

    /// <summary>
    /// Gets how long a run waits when nothing else is left to do; null means for ever. Key <c>wait</c>; default 0: units that are not ready
    /// stay open.
    /// </summary>
    public TimeSpan? Wait { get; init; } = TimeSpan.Zero;

    /// <summary>Gets whether a unit that is not ready is held back. Key <c>enforce</c>; default true; otherwise it runs and only knows.</summary>
    public bool Enforce { get; init; } = true;
}
