using System.Collections.Immutable;

namespace ActorBackfill.Domain.Jobs;

/// <summary>
/// A list whose values are not in the job file: <c>player { file = players.csv, column = id }</c>. It is read before a run begins and kept
/// beside the journal; what a plan is made of is the <see cref="ListDimensionDefinition"/> that comes of it.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="IsWave">See <see cref="DimensionDefinition"/>.</param>
/// <param name="Order">See <see cref="DimensionDefinition"/>.</param>
/// <param name="From">Where the entities are.</param>
public sealed record EntityListDefinition(string Name, bool IsWave, PlanOrder Order, EntityOrigin From)
    : DimensionDefinition(Name, IsWave, Order)
{
    /// <summary>Gets the further columns that are kept of each entity. Empty by default.</summary>
    public ImmutableArray<string> Attributes { get; init; } = [];

    /// <summary>Gets the attribute whose largest value comes first (<c>order = priority:COLUMN</c>); null keeps the list's order.</summary>
    public string? Priority { get; init; }

    /// <summary>Gets whether a list without entities is right: the job has nothing to do. Otherwise it is an error.</summary>
    public bool AllowsEmpty { get; init; }
}

/// <summary>Where the entities of a list are.</summary>
public abstract record EntityOrigin;

/// <summary>In a file, <c>file = players.csv, column = id</c>.</summary>
/// <param name="Path">The file, CSV, NDJSON or plain lines, also as .gz; relative to the current folder.</param>
/// <param name="Column">The column of CSV or member of NDJSON that is the value; null for plain lines.</param>
public sealed record FileEntities(string Path, string? Column) : EntityOrigin;

/// <summary>In a database, <c>query { path = nba.db, sql = "SELECT id, name FROM players", key = id }</c>.</summary>
/// <param name="Path">The SQLite file, opened read-only; relative to the current folder.</param>
/// <param name="Sql">One SELECT without ORDER BY and LIMIT; it is read in pages by the key, so that rows that come and go move no page.</param>
/// <param name="Key">The column of the SELECT that is the value, and by which pages follow each other.</param>
/// <param name="PageSize">Rows a page, 1 to 100,000.</param>
public sealed record QueryEntities(string Path, string Sql, string Key, int PageSize = 1_000) : EntityOrigin;

/// <summary>In a PostgreSQL database, <c>query { dsn = "postgres://...", sql = "SELECT id, name FROM players", key = id }</c>.</summary>
/// <param name="Dsn">Its address; may hold a password: it is never printed.</param>
/// <param name="Sql">As of <see cref="QueryEntities"/>.</param>
/// <param name="Key">As of <see cref="QueryEntities"/>.</param>
/// <param name="PageSize">As of <see cref="QueryEntities"/>.</param>
public sealed record ServerEntities(string Dsn, string Sql, string Key, int PageSize = 1_000) : EntityOrigin
{
    /// <summary>Says nothing of the password.</summary>
    public override string ToString() => $"{nameof(ServerEntities)} {{ Sql = {Sql}, Key = {Key} }}";
}

/// <summary>Behind an address, <c>http { path = "/players", items = data, key = id, paging { ... } }</c>.</summary>
/// <param name="Source">Address, paging, headers and caps, as of a job's source; its limit is the job's where base is the same.</param>
/// <param name="Key">The path of the value in an item.</param>
public sealed record HttpEntities(HttpSourceDefinition Source, string Key) : EntityOrigin;
