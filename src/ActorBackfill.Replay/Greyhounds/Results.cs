namespace ActorBackfill.Replay.Greyhounds;

/// <summary>The meetings of one state and month.</summary>
internal sealed record Results(string State, string Month, IReadOnlyList<Meeting> Meetings);

/// <summary>A day at a track.</summary>
internal sealed record Meeting(string Id, string Track, DateOnly Date, IReadOnlyList<Race> Races);

/// <summary>A race; it starts at the track's local time.</summary>
internal sealed record Race(string Id, int Number, int Distance, string Grade, DateTime StartTime, IReadOnlyList<Run> Runs);

/// <summary>What one greyhound did in a race. Rugs are 1 to 8; one that was scratched leaves a gap.</summary>
/// <param name="Rug">Its box and rug.</param>
/// <param name="Greyhound">Who ran.</param>
/// <param name="StartingPrice">The price at the start.</param>
internal sealed record Run(int Rug, Greyhound Greyhound, decimal StartingPrice)
{
    /// <summary>Gets the place, shared in a dead heat; null for one that did not finish.</summary>
    public int? Place { get; init; }

    /// <summary>Gets the time in seconds; null for one that did not finish.</summary>
    public decimal? RunTime { get; init; }

    /// <summary>Gets how many lengths behind the winner; null for one that did not finish.</summary>
    public decimal? Margin { get; init; }

    /// <summary>Gets what happened to one that did not finish; null for the others.</summary>
    public string? Comment { get; init; }
}
