using System.Collections.Immutable;
using System.Data.Common;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Connectors.Sql;

/// <summary>One connection with its commands prepared. Serves one unit at a time.</summary>
internal sealed class SqlSession : IAsyncDisposable
{
    private readonly ISqlDatabase _database;
    private readonly DbConnection _connection;
    private readonly ImmutableArray<(SqlStatement Statement, DbCommand Command)> _commands;

    /// <summary>Creates the session.</summary>
    /// <param name="database">Whose connection it is.</param>
    /// <param name="connection">Open; becomes its own.</param>
    /// <param name="statements">What it is to ask.</param>
    public SqlSession(ISqlDatabase database, DbConnection connection, ImmutableArray<SqlStatement> statements)
    {
        (_database, _connection) = (database, connection);
        _commands = [.. statements.Select(s => (s, s.Command(connection)))];
    }

    /// <summary>Asks everything of one unit, in one transaction: all answers are of the same moment.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="write">Gets each query with its rows; false ends the asking.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="BackfillException">A query cannot be answered.</exception>
    public async ValueTask AskAsync(PlanUnit unit, Func<SqlStatement, DbDataReader, ValueTask<bool>> write, CancellationToken cancellation)
    {
        await using var transaction = await BeginAsync(cancellation);
        foreach (var (statement, command) in _commands)
        {
            cancellation.ThrowIfCancellationRequested();
            command.Transaction = transaction;
            statement.Bind(command, unit);
            try
            {
                await using var rows = await command.ExecuteReaderAsync(cancellation);
                if (!await WriteAsync(command, statement, rows, write))
                {
                    return;
                }
            }
            catch (DbException e)
            {
                throw _database.Failure($"{statement.Query.Key} on {_database.Description}", e);
            }
        }
    }

    // Rows that nobody wants any more would be read to the last before the connection can close.
    private static async ValueTask<bool> WriteAsync(DbCommand command, SqlStatement statement, DbDataReader rows, Func<SqlStatement, DbDataReader, ValueTask<bool>> write)
    {
        try
        {
            return await write(statement, rows);
        }
        catch (BackfillException)
        {
            command.Cancel();
            throw;
        }
    }

    private async ValueTask<DbTransaction> BeginAsync(CancellationToken cancellation)
    {
        try
        {
            return await _database.BeginAsync(_connection, cancellation);
        }
        catch (DbException e)
        {
            throw _database.Failure($"source: {_database.Description}", e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var (_, command) in _commands)
        {
            await command.DisposeAsync();
        }

        await _connection.DisposeAsync();
    }
}
