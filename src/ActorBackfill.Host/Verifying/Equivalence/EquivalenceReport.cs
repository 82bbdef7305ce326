using System.Collections.Immutable;
using ActorBackfill.Connectors.Sinks;

namespace ActorBackfill.Host.Verifying.Equivalence;

/// <summary>One run held against the reference.</summary>
/// <param name="Run">The run.</param>
/// <param name="Units">Units that failed or were skipped.</param>
/// <param name="Content">Rows, tables and ledgers; the reference is left.</param>
internal sealed record EquivalencePair(EquivalenceRun Run, UnitVerdict Units, SinkComparison Content)
{
    /// <summary>Gets whether something differs for no reason but the number of workers.</summary>
    public bool IsEqual => Content.IsEqual && Units.Differ.IsEmpty;
}

/// <summary>The result of a proof.</summary>
/// <param name="Job">The job's name.</param>
/// <param name="Reference">The first run.</param>
/// <param name="Pairs">The others.</param>
/// <param name="Kept">Where the scratch sinks are, or null when they are gone.</param>
/// <param name="Next">The exact next command.</param>
internal sealed record EquivalenceReport(string Job, EquivalenceRun Reference, ImmutableArray<EquivalencePair> Pairs, string? Kept, string Next)
{
    /// <summary>Gets whether every run has the reference's content; units that failed apart.</summary>
    public bool IsEquivalent => Pairs.All(p => p.IsEqual);

    /// <summary>Gets whether units failed, of whose rows nothing is known.</summary>
    public bool HasUnproven => Pairs.Any(p => !p.Units.Unproven.IsEmpty);

    /// <summary>Gets the reference's content.</summary>
    public ContentTotal Content => Pairs[0].Content.Left;

    /// <summary>Gets how many times faster the last run was than the reference.</summary>
    public double Speedup => Pairs[^1].Run.Elapsed > TimeSpan.Zero ? Reference.Elapsed / Pairs[^1].Run.Elapsed : 1;

    /// <summary>Gets the exit code: differences are worse than failures, and failures are not proof.</summary>
    public int ExitCode => !IsEquivalent ? Failures.ExitCode.Differences : HasUnproven ? Failures.ExitCode.UnitsFailed : Failures.ExitCode.Complete;
}
