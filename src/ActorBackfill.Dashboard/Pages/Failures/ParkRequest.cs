namespace ActorBackfill.Dashboard.Pages.Failures;

/// <summary>Which units are to be quarantined.</summary>
/// <param name="Group">Those of this failure group that are not yet.</param>
/// <param name="Confirm">How many units the page showed.</param>
public sealed record ParkRequest(long Group, long Confirm)
{
    /// <summary>Gets why, for the journal; null means as it was asked for.</summary>
    public string? Reason { get; init; }
}

/// <summary>What became of it.</summary>
/// <param name="IsDone">Whether it was carried out; false: nothing was changed.</param>
/// <param name="Message">In words.</param>
public sealed record ParkOutcome(bool IsDone, string Message)
{
    /// <summary>Gets why it was not, for programs: <c>count-changed</c>, <c>job-held</c>; null when it was.</summary>
    public string? Code { get; init; }

    /// <summary>Gets the units that are quarantined now.</summary>
    public long Parked { get; init; }

    /// <summary>Gets those that were passed over: being worked on, quarantined already, or done since.</summary>
    public long Skipped { get; init; }

    /// <summary>Gets how many units there are now, when their number has changed.</summary>
    public long? Count { get; init; }
}
