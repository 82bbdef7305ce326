namespace ActorBackfill.Domain.Jobs;

/// <summary>The types a job file can give a column; text unless said.</summary>
public enum ColumnType
{
    /// <summary>Unicode text.</summary>
    Text,

    /// <summary>Signed 64-bit integer.</summary>
    Integer,

    /// <summary>64-bit floating point.</summary>
    Real,

    /// <summary>True or false, kept as 1 or 0.</summary>
    Boolean,

    /// <summary>A calendar date, kept as text <c>yyyy-MM-dd</c>.</summary>
    Date,

    /// <summary>An instant, kept as UTC text <c>yyyy-MM-ddTHH:mm:ss.fffffffZ</c> without trailing zeros of the fraction.</summary>
    Timestamp,

    /// <summary>A JSON document, kept as text without insignificant white space.</summary>
    Json,
}
