namespace ActorBackfill.Host.JobFiles.Sources;

/// <summary>The word of <c>source.type</c>.</summary>
internal enum SourceKind
{
    Http,
    Files,
    Sql,
    Browser,
}

/// <summary>The word of <c>source.paging.type</c>.</summary>
internal enum PagingKind
{
    None,
    Page,
    Cursor,
    Next,
}

/// <summary>The word of <c>not-found</c> and <c>missing</c>.</summary>
internal enum Absence
{
    Fail,
    Empty,
}

/// <summary>The word of <c>source.paging.total-mismatch</c>.</summary>
internal enum Mismatch
{
    Fail,
    Warn,
}
