using System.Collections.Immutable;

namespace ActorBackfill.Domain.Jobs;


/// <summary>What a source may answer before it is refused.</summary>
/// <param name="BodyBytes">One body after decompression; default 64 MiB.</param>
/// <param name="Depth">Nesting of JSON; default 64.</param>
/// <param name="Pages">Pages of one unit; default 10,000.</param>
/// <param name="Ratio">Decompressed bytes a compressed byte, judged above 1 MiB; default 200.</param>
public sealed record CapsDefinition(long BodyBytes = 64L << 20, int Depth = 64, int Pages = 10_000, int Ratio = 200);

/// <summary>Where a unit's items come from.</summary>
/// <param name="Items">Path of the items in a document; null means the document itself (an array's elements, or the one object).</param>
/// <param name="Caps">Bounds of what is accepted.</param>
public abstract record SourceDefinition(string? Items, CapsDefinition Caps);

/// <summary>How the bodies of a source are written.</summary>
public enum BodyFormat
{
    /// <summary>One JSON document a body or file.</summary>
    Json,

    /// <summary>Comma-separated values with a header row; every value is text.</summary>
    Csv,

    /// <summary>One JSON document a line.</summary>
    Ndjson,

    /// <summary>A page of HTML, from which <see cref="HtmlDefinition"/> takes items.</summary>
    Html,
}

/// <summary>How the pages of a unit follow each other.</summary>
public abstract record PagingDefinition
{
    /// <summary>
    /// Gets whether items that differ from the total in the body, or a total that changes while pages are read, are a warning and not the
    /// failure of the unit. Key <c>total-mismatch</c>; default false.
    /// </summary>
    public bool TotalMismatchWarns { get; init; }

    /// <summary>One request is all.</summary>
    public sealed record None : PagingDefinition;

    /// <summary>A page number as query parameter, until the last page.</summary>
    /// <param name="Parameter">Query parameter of the number.</param>
    /// <param name="First">Number of the first page.</param>
    /// <param name="PagesPath">Path of the number of pages in the body; null means until an empty page.</param>
    /// <param name="TotalPath">Path of the number of items in the body, checked against what came; null means no such check.</param>
    public sealed record PageNumber(string Parameter, int First, string? PagesPath, string? TotalPath) : PagingDefinition;

    /// <summary>A cursor taken from each body, until it is null or missing.</summary>
    /// <param name="Parameter">Query parameter of the cursor.</param>
    /// <param name="CursorPath">Path of the next cursor in the body.</param>
    /// <param name="Start">Cursor of the first request; null means the parameter is left out.</param>
    /// <param name="TotalPath">Path of the number of items in the body, checked against what came; null means no such check.</param>
    public sealed record Cursor(string Parameter, string CursorPath, string? Start, string? TotalPath) : PagingDefinition;

    /// <summary>A link to the next page taken from each body, until it is null or missing; same origin only.</summary>
    /// <param name="NextPath">Path of the link in the body.</param>
    /// <param name="TotalPath">Path of the number of items in the body, checked against what came; null means no such check.</param>
    public sealed record NextLink(string NextPath, string? TotalPath) : PagingDefinition;
}

/// <summary><c>type = http</c>.</summary>
/// <param name="Base">Absolute http or https address without path templates.</param>
/// <param name="Path">Path and query with <c>{dimension}</c> templates; values are percent-encoded.</param>
/// <param name="Parameters">Further query parameters, templates allowed.</param>
/// <param name="Headers">Further request headers; values may be secrets and are never shown.</param>
/// <param name="Format">How bodies are written.</param>
/// <param name="Paging">How pages follow each other.</param>
/// <param name="NotFoundIsEmpty">404 and 410 mean that the unit is empty; otherwise they fail it.</param>
/// <param name="RequestTimeout">Total of one request, body included; default 100 s.</param>
/// <param name="Limit">Rate and concurrency.</param>
/// <param name="Items">See <see cref="SourceDefinition"/>.</param>
/// <param name="Caps">See <see cref="SourceDefinition"/>.</param>
public sealed record HttpSourceDefinition(
    string Base,
    string Path,
    ImmutableSortedDictionary<string, string> Parameters,
    ImmutableSortedDictionary<string, string> Headers,
    BodyFormat Format,
    PagingDefinition Paging,
    bool NotFoundIsEmpty,
    TimeSpan RequestTimeout,
    LimitDefinition Limit,
    string? Items,
    CapsDefinition Caps)
    : SourceDefinition(Items, Caps)
{
    /// <summary>Gets the headers whose values stand in files: name and file. Key <c>headers</c>, long form; empty by default.</summary>
    public ImmutableSortedDictionary<string, HeaderFile> HeaderFiles { get; init; } = ImmutableSortedDictionary<string, HeaderFile>.Empty;

    /// <summary>Gets how long a body may bring less than <see cref="MinProgress"/>. Key <c>idle-timeout</c>; 1 ms to 1 d; default 30 s.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets the bytes that each <see cref="IdleTimeout"/> of a body must bring. Key <c>min-progress</c>; 1 to 1 GiB; default 1 KiB.</summary>
    public long MinProgress { get; init; } = 1 << 10;

    /// <summary>Gets the path of an error in a JSON body: what stands there makes the body no data. Key <c>error</c>; null means none.</summary>
    public string? ErrorPath { get; init; }

    /// <summary>Gets further patterns of pages that shut us out, beside the known ones. Key <c>blocked</c>; empty by default.</summary>
    public ImmutableArray<string> Blocked { get; init; } = [];

    /// <summary>Gets the origins beside the base's that links and redirects may lead to. Key <c>allow-origins</c>; empty by default.</summary>
    public ImmutableArray<string> AllowOrigins { get; init; } = [];

    /// <summary>Gets whether every name may lead into a private network. Key <c>allow-private</c>; default false.</summary>
    public bool AllowPrivate { get; init; }

    /// <summary>Gets how several units are asked for in one request. Key <c>batch</c>; null means one unit a request.</summary>
    public BatchDefinition? Batch { get; init; }

    /// <summary>Gets how servers are known. Key <c>tls</c>.</summary>
    public TlsDefinition Tls { get; init; } = new();

    /// <summary>Gets what is taken from pages. Key <c>html</c>; not null exactly where the format is HTML.</summary>
    public HtmlDefinition? Html { get; init; }

    /// <summary>Gets how pages are rendered; null means that no script runs. <c>type = browser</c>, key <c>browser</c>.</summary>
    public BrowserDefinition? Browser { get; init; }

    /// <summary>Gets where those who run the source can reach the one who asks: an address, in the User-Agent. Key <c>contact</c>.</summary>
    public string? Contact { get; init; }

    /// <summary>Gets the most that a page is asked for later than it could be, drawn anew each time. Key <c>jitter</c>; 0 to 1 min; default 0.</summary>
    public TimeSpan Jitter { get; init; }
}

/// <summary>A header's value that stands in a file, read when the run starts and again when the server refuses it.</summary>
/// <param name="Path">The file; white space around its content is dropped.</param>
/// <param name="Prefix">What goes before the content: <c>Bearer </c>; empty by default.</param>
public sealed record HeaderFile(string Path, string Prefix = "");

/// <summary><c>tls { ... }</c>: how servers are known. There is no way not to check them.</summary>
/// <param name="CaFile">PEM file of the authorities that are trusted, instead of the machine's; null means the machine's.</param>
public sealed record TlsDefinition(string? CaFile = null);

/// <summary><c>type = files</c>.</summary>
/// <param name="Path">A file's path with <c>{dimension}</c> templates, or a glob below its last folder without wildcard.</param>
/// <param name="Format">How files are written; <c>.gz</c> is decompressed by its name.</param>
/// <param name="Where">Column = template: only rows whose value equals; lets one file serve many units.</param>
/// <param name="MissingIsEmpty">A missing file means that the unit is empty; otherwise it fails.</param>
/// <param name="Items">See <see cref="SourceDefinition"/>.</param>
/// <param name="Caps">See <see cref="SourceDefinition"/>.</param>
public sealed record FilesSourceDefinition(
    string Path,
    BodyFormat Format,
    ImmutableSortedDictionary<string, string> Where,
    bool MissingIsEmpty,
    string? Items,
    CapsDefinition Caps)
    : SourceDefinition(Items, Caps);

/// <summary>One query of a source of <c>type = sql</c>.</summary>
/// <param name="Name">Its name in the unit's document; null for the only one.</param>
/// <param name="Sql">One SELECT; <c>{dimension}</c> stands for a bound parameter.</param>
public sealed record SqlQuery(string? Name, string Sql)
{
    /// <summary>Gets the key of the job file that it stands at.</summary>
    public string Key => Name is null ? "source.query" : $"source.queries.{Name}";
}

/// <summary><c>type = sql</c>: rows of the user's own database.</summary>
/// <param name="Path">A SQLite file, opened read-only; of a server its address without a password.</param>
/// <param name="Queries">Asked in this order, all in one snapshot; one without a name, or several with.</param>
/// <param name="Items">See <see cref="SourceDefinition"/>; the document is the rows of the one query, or an object with the rows of each.</param>
/// <param name="Caps">See <see cref="SourceDefinition"/>.</param>
public sealed record SqlSourceDefinition(string Path, ImmutableArray<SqlQuery> Queries, string? Items, CapsDefinition Caps)
    : SourceDefinition(Items, Caps)
{
    /// <summary>
    /// Gets the query that is asked before the others: without rows the unit is empty, and they are not asked. Key <c>first</c>; null means that
    /// all are asked always.
    /// </summary>
    public string? First { get; init; }

    /// <summary>Gets the address of a PostgreSQL database, perhaps with a password, never to be printed; null for a file. Key <c>dsn</c>, or <c>path</c>.</summary>
    public string? Dsn { get; init; }

    /// <summary>Gets how long one query of a server may take. Key <c>timeout</c>; 1 ms to 1 d; default 100 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <inheritdoc/>
    public override string ToString() => $"{nameof(SqlSourceDefinition)} {{ Path = {Path}, Queries = {string.Join(", ", Queries)}, Items = {Items} }}";
}
