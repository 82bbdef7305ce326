namespace ActorBackfill.Connectors.Sqlite;

/// <summary>What stands where a job's journal should.</summary>
public enum JournalState
{
    /// <summary>A journal of ours.</summary>
    Ok,

    /// <summary>No file.</summary>
    Missing,

    /// <summary>A file of no bytes: SQLite would take it for an empty database.</summary>
    ZeroLength,

    /// <summary>Not a SQLite database.</summary>
    NotADatabase,

    /// <summary>A SQLite database of another program.</summary>
    OtherProgram,

    /// <summary>A journal of a newer version.</summary>
    Newer,

    /// <summary>Cut short or damaged.</summary>
    Damaged,

    /// <summary>Cannot be opened: rights, a read-only directory, a lock.</summary>
    Unreadable,
}
