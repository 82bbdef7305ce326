namespace ActorBackfill.Domain.Jobs;

/// <summary>What becomes of a row whose values are not what their columns say, or that breaks a rule of its table.</summary>
public enum BadRowPolicy
{
    /// <summary>Its unit fails, and none of the unit's rows is written.</summary>
    FailUnit,

    /// <summary>It goes to <c>backfill_reject</c> with its reason, and the unit's other rows are written.</summary>
    RejectRow,
}

/// <summary><c>bad-rows { ... }</c>.</summary>
public sealed record BadRowDefinition
{
    /// <summary>Gets the policy. Key <c>policy</c>: fail-unit (default) or reject-row.</summary>
    public BadRowPolicy Policy { get; init; }

    /// <summary>Gets the rows of a unit that may be rejected, in percent of all it brought; with more, the unit fails. Key <c>max-rejects</c>; default 10.</summary>
    public double MaxPercent { get; init; } = 10;
}
