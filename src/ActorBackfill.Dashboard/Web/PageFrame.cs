namespace ActorBackfill.Dashboard.Web;

/// <summary>What every page has around its content.</summary>
public sealed record PageFrame
{
    /// <summary>Gets the page's name, in its title and its heading.</summary>
    public required string Title { get; init; }

    /// <summary>Gets the job it is about; null on pages about all of them.</summary>
    public string? Job { get; init; }

    /// <summary>Gets the part of the job's units that are settled, 0 to 100; null when it is about no job.</summary>
    public double? Percent { get; init; }

    /// <summary>Gets the number of the journal event that every figure of the page has taken in; null when it shows none.</summary>
    public long? Sequence { get; init; }

    /// <summary>Gets the job's state in one word, for the icon of the page; null when it is about no job.</summary>
    public string? State { get; init; }

    /// <summary>Gets whether the page follows the job's feed: it has regions marked <c>data-live</c>.</summary>
    public bool FollowsFeed { get; init; }

    /// <summary>Gets why what is shown may be old; null when it is of now.</summary>
    public string? Stale { get; init; }

    /// <summary>Gets the path that was asked for, so that the page is marked among its neighbours; set where it is answered.</summary>
    public string? Path { get; init; }

    /// <summary>Gets what the page has to carry when it changes something; null when its reader has no session. Set where it is answered.</summary>
    public string? PageToken { get; init; }

    /// <summary>Gets whether its reader may give commands. Set where it is answered.</summary>
    public bool TakesCommands { get; init; }
}
