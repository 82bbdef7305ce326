namespace ActorBackfill.Connectors.Sinks;

/// <summary>What is allowed when a sink is opened.</summary>
public enum SinkOpenMode
{
    /// <summary>A missing file is created, missing tables too: the start of a job.</summary>
    CreateOrOpen,

    /// <summary>The file must be there; missing tables are created.</summary>
    OpenExisting,

    /// <summary>Nothing is written, not even a lock file: reports. No writer and no claim.</summary>
    ReadOnly,
}
