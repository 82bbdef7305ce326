namespace ActorBackfill.Replay.Faults;

/// <summary>What goes wrong with an answer. In fault texts the words are joined by hyphens: <c>no-last-chunk</c>.</summary>
public enum FaultKind
{
    /// <summary>A status instead of the answer; written as its number. Its argument is the literal Retry-After.</summary>
    Status,

    /// <summary>429 with Retry-After as an HTTP date, 2 seconds ahead unless the argument gives other seconds.</summary>
    RetryAfterDate,

    /// <summary>The answer comes later, by 5 seconds unless the argument gives a duration.</summary>
    Delay,

    /// <summary>Nothing comes, not even headers, until the client gives up.</summary>
    Hang,

    /// <summary>Headers come and then nothing until the client gives up.</summary>
    Stall,

    /// <summary>The body comes in 20 pieces with a pause before each, 500 ms unless the argument gives a duration.</summary>
    Drip,

    /// <summary>Half of the body, then a TCP reset.</summary>
    Reset,

    /// <summary>Half of the body the Content-Length promises, then an orderly close.</summary>
    Truncate,

    /// <summary>Half of the body with a Content-Length that fits the half: HTTP sees nothing wrong.</summary>
    ShortLength,

    /// <summary>Half of the body without any length, then an orderly close: HTTP sees nothing wrong.</summary>
    CloseDelimited,

    /// <summary>Half of the body as a chunk, then an orderly close instead of the last chunk.</summary>
    NoLastChunk,

    /// <summary>Half of a gzip body with a Content-Length that fits the half.</summary>
    GzipTruncate,

    /// <summary>A gzip body with bytes turned over in its middle.</summary>
    GzipCorrupt,

    /// <summary>A gzip body without its checksum and length, with a Content-Length that fits.</summary>
    GzipNoTrailer,

    /// <summary>A plain body that is said to be gzip.</summary>
    GzipFalse,

    /// <summary>200 with a page of HTML.</summary>
    Html,

    /// <summary>200 with a JSON object that holds nothing but an error.</summary>
    ErrorObject,

    /// <summary>200 with no body.</summary>
    Empty,

    /// <summary>The body with two bytes in it that are no UTF-8.</summary>
    InvalidUtf8,

    /// <summary>The body behind a byte order mark.</summary>
    ByteOrderMark,

    /// <summary>302 to a cloud's metadata address, or to the argument.</summary>
    Redirect,

    /// <summary>The next link and the cursor lead to the same page again.</summary>
    CursorLoop,

    /// <summary>The third page leads back to the first.</summary>
    CursorCycle,

    /// <summary>The first page whatever page was asked for, with a next link for ever.</summary>
    PageIgnored,

    /// <summary>The page repeats the rows of the page before it, then gives its own.</summary>
    DuplicatePage,

    /// <summary>The total is one more than there are rows.</summary>
    TotalWrong,

    /// <summary>200 with 100 MiB of zeros, packed as gzip to less than half a megabyte.</summary>
    Bomb,

    /// <summary>200 with JSON nested 100,000 deep.</summary>
    Deep,

    /// <summary>The body and then white space for ever, in chunks without a last one.</summary>
    Endless,

    /// <summary>403 with a page that wants to know whether a human asks.</summary>
    Blocked,
}
