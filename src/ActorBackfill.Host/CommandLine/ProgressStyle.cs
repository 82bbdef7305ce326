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

    /// <summary>Objects on the standard output, one a line, the result the last of them.</summary>
    Json,

    /// <summary>Nothing.</summary>
    None,
}
