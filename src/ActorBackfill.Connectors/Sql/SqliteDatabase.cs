using System.Data.Common;
using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Domain.Outcomes;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Connectors.Sql;

/// <summary>A SQLite file, opened read-only: a run may write to the same file through its sink. Thread safe.</summary>
/// <param name="path">The file, as the job file has it.</param>
/// <param name="directory">Where relative paths start.</param>
internal sealed class SqliteDatabase(string path, string directory) : ISqlDatabase
{
    /// <inheritdoc/>
    public string Description => path;

    /// <inheritdoc/>
    public int Connections => int.MaxValue;

    /// <inheritdoc/>
    public async ValueTask<DbConnection> OpenAsync(CancellationToken cancellation)
    {
        var file = Path.GetFullPath(path, directory);
        if (!File.Exists(file))
        {
            throw new BackfillException(FailureCategory.NotFound, $"source.path: {path}: there is no such file");
        }

        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
            DefaultTimeout = 30,
        }.ToString());
        try
        {
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
#pragma warning disable CA1849 // Deferred, so that a reader waits for no writer and no writer for it; only the blocking call can say so, and the driver blocks anyway.
    public ValueTask<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellation) =>
        ValueTask.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));
#pragma warning restore CA1849

    /// <inheritdoc/>
    public string Placeholder(int index) => $"$p{index}";

    /// <inheritdoc/>
    public DbParameter Parameter(int index) => new SqliteParameter(Placeholder(index), "");

    /// <inheritdoc/>
    public BackfillException Failure(string place, DbException error) => error is SqliteException sqlite && SqliteErrors.IsOfDatabase(sqlite)
        ? new BackfillException(FailureCategory.Transient, $"{place}: {error.Message}", error)
        : new BackfillException(FailureCategory.SourceSchema, $"{place}: {error.Message}", error);
}
