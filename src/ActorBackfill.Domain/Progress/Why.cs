using System.Collections.Immutable;

namespace ActorBackfill.Domain.Progress;

/// <summary>What became of a unit, or what keeps it from being done.</summary>
/// <param name="Unit">The unit's key.</param>
/// <param name="State">One word: <c>working</c>, <c>committing</c>, <c>retrying</c>, <c>not-ready</c>, <c>behind-barrier</c>, <c>queued</c>, <c>ended</c>, or an outcome.</param>
/// <param name="Lines">The reasons, one sentence each.</param>
public sealed record Why(string Unit, string State, ImmutableArray<string> Lines)
{
    /// <summary>The state of a unit that a run has nothing to say of any more: its journal has.</summary>
    public const string Ended = "ended";
}
