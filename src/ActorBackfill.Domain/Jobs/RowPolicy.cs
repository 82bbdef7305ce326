namespace ActorBackfill.Domain.Jobs;

/// <summary>What becomes of a unit with a row that cannot be taken, <c>sink { bad-rows, max-rejects }</c>.</summary>
public sealed record RowPolicy
{
    /// <summary>Gets what happens. Default: the unit fails.</summary>
    public BadRows BadRows { get; init; } = BadRows.FailUnit;

    /// <summary>Gets the most rows that a unit may have rejected, in percent of those it brought; above it fails. 0 to 100, default 5.</summary>
    public double MaxRejectPercent { get; init; } = 5;
}

/// <summary>What a bad row costs, as job files write it.</summary>
public enum BadRows
{
    /// <summary>Its whole unit.</summary>
    FailUnit,

    /// <summary>Itself: it goes to the table <c>backfill_reject</c>, the others are taken.</summary>
    RejectRow,
}
