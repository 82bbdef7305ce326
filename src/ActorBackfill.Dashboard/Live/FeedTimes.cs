namespace ActorBackfill.Dashboard.Live;

/// <summary>How often feeds tell; how many there may be at a time is <see cref="Web.FeedSlots.Most"/>.</summary>
public static class FeedTimes
{
    /// <summary>When a client that was sent away may come back.</summary>
    public const int ComeBackSeconds = 10;

    /// <summary>Gets the pause between two looks at a run: at most two events a second, below the four that a page can show.</summary>
    public static TimeSpan Running { get; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Gets the pause between two looks at a job that nobody runs.</summary>
    public static TimeSpan Resting { get; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Gets after how much silence a client is told that the feed still lives: well below the 12 s after which a page says that it hears nothing.
    /// </summary>
    public static TimeSpan Heartbeat { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets how old the last look at a job may be for that; a feed that cannot look is none that lives.</summary>
    public static TimeSpan Fresh { get; } = TimeSpan.FromSeconds(6);

    /// <summary>Gets how long a client may take for one event before its connection is given up.</summary>
    public static TimeSpan SlowestWrite { get; } = TimeSpan.FromSeconds(10);
}
