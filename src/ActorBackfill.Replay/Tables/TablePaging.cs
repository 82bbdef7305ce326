namespace ActorBackfill.Replay.Tables;

/// <summary>How a table is paged when the query does not say.</summary>
/// <param name="PerPage">Rows a page.</param>
/// <param name="ByCursor">Whether a query without <c>_page</c> gets cursors; otherwise page numbers.</param>
internal readonly record struct TablePaging(int PerPage, bool ByCursor);
