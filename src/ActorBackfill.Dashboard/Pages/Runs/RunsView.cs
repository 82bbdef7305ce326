using System.Collections.Immutable;

namespace ActorBackfill.Dashboard.Pages.Runs;

/// <summary>The runs of a job, newest first.</summary>
public sealed record RunsView
{
    /// <summary>Gets the job.</summary>
    public required string Job { get; init; }

    /// <summary>Gets the number of the journal event that every figure has taken in.</summary>
    public long Sequence { get; init; }

    /// <summary>Gets the runs; of very many the newest.</summary>
    public required ImmutableArray<RunLine> Runs { get; init; }

    /// <summary>Gets how many older runs there are beside these.</summary>
    public int Older { get; init; }
}

/// <summary>One run in a list of them. Times and durations are written as people read them.</summary>
public sealed record RunLine
{
    /// <summary>Gets its number.</summary>
    public required int Number { get; init; }

    /// <summary>Gets one word: running, finished, stopped, crashed, or another end.</summary>
    public required string State { get; init; }

    /// <summary>Gets who began it; null for runs of versions that did not note it.</summary>
    public string? User { get; init; }

    /// <summary>Gets the machine.</summary>
    public required string Host { get; init; }

    /// <summary>Gets the process.</summary>
    public int ProcessId { get; init; }

    /// <summary>Gets the program's version; null when it is not known.</summary>
    public string? Version { get; init; }

    /// <summary>Gets the fingerprint of its plan.</summary>
    public required string Plan { get; init; }

    /// <summary>Gets the units of its plan.</summary>
    public long Units { get; init; }

    /// <summary>Gets its arguments without secrets; null when they are not known.</summary>
    public string? Arguments { get; init; }

    /// <summary>Gets when it began.</summary>
    public required string Started { get; init; }

    /// <summary>Gets how long it lasted, or lasts.</summary>
    public required string Duration { get; init; }

    /// <summary>Gets its exit code; null when it goes on, or was killed.</summary>
    public int? Exit { get; init; }

    /// <summary>Gets the number of the run it went on with; null when it went on with none.</summary>
    public int? ResumedFrom { get; init; }

    /// <summary>Gets the units that ended in it.</summary>
    public long Ended { get; init; }

    /// <summary>Gets those of them that failed or were set apart.</summary>
    public long Failed { get; init; }

    /// <summary>Gets the rows it committed.</summary>
    public long Rows { get; init; }

    /// <summary>Gets the attempts that were made again.</summary>
    public long Retries { get; init; }
}
