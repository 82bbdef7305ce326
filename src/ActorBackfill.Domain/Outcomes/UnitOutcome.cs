namespace ActorBackfill.Domain.Outcomes;

/// <summary>How a unit ended. The numbers are part of the journal; never renumber.</summary>
public enum UnitOutcome
{
    /// <summary>Its rows and its ledger row are committed.</summary>
    Done = 0,

    /// <summary>The source had nothing for it; its ledger row is committed with 0 rows.</summary>
    Empty = 1,

    /// <summary>The processor declined it with a reason; in the journal alone.</summary>
    Skipped = 2,

    /// <summary>Its last attempt failed; in the journal alone, runs again on resume.</summary>
    Failed = 3,

    /// <summary>It was set apart: it failed or killed the process too often, or somebody parked it; does not run again until asked.</summary>
    Quarantined = 4,
}

/// <summary>What follows from an outcome.</summary>
public static class UnitOutcomes
{
    /// <summary>Gets whether the unit has a ledger row in the sink.</summary>
    public static bool IsInLedger(this UnitOutcome outcome) => outcome is UnitOutcome.Done or UnitOutcome.Empty;
}
