namespace ActorBackfill.Replay.Files;

/// <summary>How the files of a resource are read.</summary>
public enum FileFormat
{
    /// <summary>CSV with a header line; one row a record.</summary>
    Csv,

    /// <summary>One JSON object a line; one row a line.</summary>
    Ndjson,

    /// <summary>A JSON array gives its objects as rows, any other object is one row.</summary>
    Json,

    /// <summary>A JSON document, served as it is; several are told apart by the file's name.</summary>
    Document,
}
