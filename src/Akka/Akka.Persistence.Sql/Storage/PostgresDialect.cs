using System.Data.Common;
using Npgsql;

namespace Akka.Persistence.Sql.Storage;

/// <summary>PostgreSQL: one connection of its own that no pool lends to others; a confirmed commit is on the server's disk.</summary>
/// <param name="key">How the key of the table <c>journal</c> is declared; it differs between versions.</param>
internal sealed class PostgresDialect(string key) : IDialect
{
    // Classes of SQLSTATE: a value that its column does not take, a broken constraint, and more than an index holds.
    private const string DataException = "22";
    private const string Constraint = "23";
    private const string Limit = "54";

    // Prepared at the first execution, as the other driver does; there are some ten statements.
    private const int Prepared = 20;

    // Two processes that make the tables at once meet in the catalogue, in spite of IF NOT EXISTS.
    private const string Lock = "SELECT pg_advisory_lock(hashtext('akka.persistence.sql'))";
    private const string Unlock = "SELECT pg_advisory_unlock(hashtext('akka.persistence.sql'))";

    public ColumnTypes Types { get; } = new(key, "bigint", "boolean", "integer", "bytea", _ => "text")
    {
        No = "false",
        Yes = "true",
        Number = "bigint",
        PrimaryKey = "CONSTRAINT \"PK_journal\" PRIMARY KEY (ordering)",
        Unique = "CONSTRAINT journal_uq UNIQUE (persistence_id, sequence_number)",
        Before = [Lock],
        After = [Unlock],
    };

    /// <summary>Gets the dialect of a version's name.</summary>
    /// <param name="providerName">As in the plugin's settings: <c>PostgreSQL</c> for old ones, <c>PostgreSQL.15</c> for those with identity columns.</param>
    public static PostgresDialect For(string providerName) => new(providerName switch
    {
        "PostgreSQL.15" or "PostgreSQL.18" => "bigint GENERATED ALWAYS AS IDENTITY NOT NULL",
        _ => "bigserial NOT NULL",
    });

    public string? Identity(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        return $"postgresql://{settings.Username}@{settings.Host}:{settings.Port}/{settings.Database}?{settings.SearchPath}&{settings.Options}";
    }

    public DbConnection Open(StorageOptions options)
    {
        var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString) { Pooling = false, MaxAutoPrepare = Prepared, AutoPrepareMinUsages = 1 };
        var connection = new NpgsqlConnection(settings.ToString());
        try
        {
            connection.Open();
            // Off would confirm what a crash of the server takes back; whoever asks for more than on keeps it.
            using var command = new NpgsqlCommand("SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'", connection);
            _ = command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // A connection that broke says so itself, at the next statement.
    public void Check(DbConnection connection)
    {
    }

    public void AfterCommit(DbConnection connection)
    {
    }

    public bool IsRefusal(Exception cause) =>
        cause is PostgresException { SqlState: { Length: 5 } state }
        && (state.StartsWith(DataException, StringComparison.Ordinal) || state.StartsWith(Constraint, StringComparison.Ordinal)
            || state.StartsWith(Limit, StringComparison.Ordinal));
}
