using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Host.Triage;

/// <summary>Says for each category whether trying again can help, and what has to change first where it cannot.</summary>
internal static class RetryHints
{
    private static readonly Dictionary<string, FailureCategory> Categories =
        Enum.GetValues<FailureCategory>().ToDictionary(c => c.Name(), StringComparer.Ordinal);

    /// <summary>Gets whether another attempt can help with nothing changed.</summary>
    /// <param name="category">As the journal has it; one that a newer version wrote is given the benefit of the doubt.</param>
    public static bool CanHelp(string category) => !Categories.TryGetValue(category, out var known) || known.CanRetry();

    /// <summary>Gets what has to change before a retry is of use; null when nothing has to.</summary>
    /// <param name="category">As the journal has it.</param>
    public static string? Of(string category) => CanHelp(category) ? null : category switch
    {
        "auth" => "the source refuses the credentials: retrying is useless until they are right",
        "not-found" => "the source has no such thing: retrying asks for it again; 'not-found = empty' accepts that there is nothing",
        "invalid-data" => "the same data fails again: retrying is useless until the source or the job's columns change",
        "oversize" => "the answer is larger than the job's caps: retrying is useless until they, or the units, change",
        "source-schema" => "the answer is not built as the job expects: retrying is useless until its paths are right",
        "sink-schema" => "the sink's tables do not fit the job's: retrying is useless until they do",
        "calculation" => "the processor fails on this data: retrying is useless until its code changes",
        "blocked" => "the source has shut us out: more requests make it worse",
        "parked" => "somebody parked it: 'retry --quarantined' opens it again",
        _ => "retrying is useless until its cause has changed",
    };
}
