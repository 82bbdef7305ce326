namespace ActorBackfill.Host.CommandLine;

/// <summary>How progress is shown.</summary>
public enum ProgressStyle
{
    /// <summary>A bar on a terminal, lines elsewhere.</summary>
    Auto,

    /// <summary>One line that is redrawn.</summary>
    Bar,

    /// <summary>A line now and then.</summary>
    Lines,

    /// <summary>Nothing.</summary>
    None,
}
