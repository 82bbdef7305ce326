using ActorBackfill.Replay.Faults;
using ActorBackfill.Replay.Http;

namespace ActorBackfill.Replay.Tables;

/// <summary>One page of an answer, decided but not yet written.</summary>
internal sealed record TablePage
{
    /// <summary>Gets the rows to write, in order.</summary>
    public required ReadOnlyMemory<int> Rows { get; init; }

    public required int Page { get; init; }

    public required int Pages { get; init; }

    public required int Total { get; init; }

    /// <summary>Gets the relative link to the page after this one; null on the last.</summary>
    public required string? Next { get; init; }

    /// <summary>Gets the cursor of the page after this one; null on the last and where pages have numbers.</summary>
    public required string? NextCursor { get; init; }

    /// <summary>Cuts the page out of the rows that were found, with the fault the request drew.</summary>
    public static TablePage Of(ReadOnlyMemory<int> found, TableQuery query, ResourceRequest request)
    {
        var ignored = request.Fault == FaultKind.PageIgnored;
        var looping = request.Fault == FaultKind.CursorLoop || (request.Fault == FaultKind.CursorCycle && query.Page >= 3);
        var offset = ignored ? 0 : query.Offset;
        var rows = Slice(found, offset, query.PerPage);
        if (request.Fault == FaultKind.DuplicatePage && offset > 0)
        {
            // The page before, once more: nothing is lost, and everything on it comes twice.
            rows = Slice(found, Math.Max(0, offset - query.PerPage), query.PerPage + rows.Length);
        }

        var hasNext = ignored || looping || offset + query.PerPage < found.Length;
        var next = request.Fault switch
        {
            FaultKind.CursorLoop => query.Offset,
            FaultKind.CursorCycle when query.Page >= 3 => 0,
            _ => query.Offset + query.PerPage,
        };
        return new TablePage
        {
            Rows = rows,
            Page = ignored ? 1 : query.Page,
            Pages = (int)(((long)found.Length + query.PerPage - 1) / query.PerPage),
            Total = found.Length + (request.Fault == FaultKind.TotalWrong ? 1 : 0),
            Next = hasNext ? Link(request, query, next) : null,
            NextCursor = hasNext && query.ByCursor ? Cursor.Write(next, request.Query) : null,
        };
    }

    private static ReadOnlyMemory<int> Slice(ReadOnlyMemory<int> rows, long offset, int count) =>
        offset >= rows.Length ? default : rows.Slice((int)offset, (int)Math.Min(count, rows.Length - offset));

    private static string Link(ResourceRequest request, TableQuery query, long offset) => request.Path + (query.ByCursor
        ? request.Query.With("_cursor", Cursor.Write(offset, request.Query), "_cursor", "_page")
        : request.Query.With("_page", $"{(offset / query.PerPage) + 1}", "_cursor", "_page"));
}
