using System.Collections.Immutable;

namespace ActorBackfill.Dashboard.Pages.Units;

/// <summary>Which units are to be opened again.</summary>
public sealed record RetryRequest
{
    /// <summary>Gets the filter; empty means everything that failed.</summary>
    public string Filter { get; init; } = "";

    /// <summary>Gets the states of the units: failed, quarantined, skipped; empty means failed.</summary>
    public ImmutableArray<string> States { get; init; } = [];

    /// <summary>Gets the failure group; null means any.</summary>
    public long? Group { get; init; }

    /// <summary>Gets single units by their keys, whatever their state; empty means those that the rest says.</summary>
    public ImmutableArray<string> Units { get; init; } = [];

    /// <summary>Gets why, for the journal; null means as it was asked for.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets how many units the preview had.</summary>
    public long? Confirm { get; init; }
}

/// <summary>What a retry would open.</summary>
/// <param name="Count">How many units, exactly.</param>
public sealed record RetryPreview(long Count)
{
    /// <summary>Gets the keys of the first ten of them.</summary>
    public ImmutableArray<string> First { get; init; } = [];

    /// <summary>Gets how many of them are in which state.</summary>
    public ImmutableArray<KeyValuePair<string, long>> ByState { get; init; } = [];

    /// <summary>Gets what has to change before a retry is of use, a sentence a category; empty when nothing has to.</summary>
    public ImmutableArray<string> Hints { get; init; } = [];

    /// <summary>Gets how many match and are set apart, and were not asked for.</summary>
    public long LeftInQuarantine { get; init; }

    /// <summary>Gets how many of the named units are open already.</summary>
    public long OpenAlready { get; init; }

    /// <summary>Gets what is wrong with the request, with the place; null when nothing is.</summary>
    public string? Error { get; init; }
}

/// <summary>What became of a retry.</summary>
/// <param name="IsDone">Whether it was carried out; false: nothing was changed.</param>
/// <param name="Message">In words.</param>
public sealed record RetryOutcome(bool IsDone, string Message)
{
    /// <summary>Gets why it was not, for programs: <c>count-changed</c>, <c>not-confirmed</c>, <c>filter</c>; null when it was.</summary>
    public string? Code { get; init; }

    /// <summary>Gets the units that are open again.</summary>
    public long Opened { get; init; }

    /// <summary>Gets those of the preview that were passed over: open already, or done since.</summary>
    public long Skipped { get; init; }

    /// <summary>Gets the units that the run which goes on deals itself.</summary>
    public long Dealt { get; init; }

    /// <summary>Gets how many units there are now, when their number has changed.</summary>
    public long? Count { get; init; }
}
