using System.Data.Common;

namespace Akka.Persistence.Sql.Storage;

/// <summary>All that differs between databases.</summary>
internal interface IDialect
{
    /// <summary>Equal for two connection strings that name the same database; null when each opening makes its own.</summary>
    string? Identity(string connectionString);

    /// <summary>Opens the connection that alone writes to the database.</summary>
    DbConnection Open(StorageOptions options);

    /// <summary>Throws when what was opened is no longer what its name says.</summary>
    void Check(DbConnection connection);

    /// <summary>Housekeeping between two groups.</summary>
    void AfterCommit(DbConnection connection);

    /// <summary>Whether a row was refused for what it holds, and not the database in trouble.</summary>
    bool IsRefusal(Exception cause);

    /// <summary>Column types by their meaning.</summary>
    ColumnTypes Types { get; }
}

/// <summary>How a database spells the types of the tables' columns, and what else differs in them.</summary>
internal sealed record ColumnTypes(string Key, string Long, string Bit, string Int, string Bytes, Func<int, string> Text)
{
    /// <summary>A bit that is not set.</summary>
    public string No { get; init; } = "0";

    /// <summary>A bit that is set.</summary>
    public string Yes { get; init; } = "1";

    /// <summary>The numbers in the table <c>tags</c>.</summary>
    public string Number { get; init; } = "INTEGER";

    /// <summary>The key of the table <c>journal</c>; null when its column says it.</summary>
    public string? PrimaryKey { get; init; }

    /// <summary>The constraint that a number of an actor is given once; null when it is an index.</summary>
    public string? Unique { get; init; }

    /// <summary>Statements before the tables are made.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>Statements after the tables were made.</summary>
    public IReadOnlyList<string> After { get; init; } = [];
}
