using System.Data.Common;

namespace Akka.Persistence.Sql.Storage;

/// <summary>One open connection with its prepared statements and, while a group runs, its transaction.</summary>
internal sealed class StorageSession(DbConnection connection) : IDisposable
{
    private readonly Dictionary<Statement, DbCommand> _prepared = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<StorageSchema> _made = new(ReferenceEqualityComparer.Instance);
    private DbTransaction? _transaction;

    public DbConnection Connection => connection;

    /// <summary>Makes the tables, once a connection.</summary>
    public void Ensure(StorageSchema? schema)
    {
        if (schema is null || _made.Contains(schema))
            return;
        try
        {
            foreach (var text in schema.Statements)
            {
                using var command = connection.CreateCommand();
                command.CommandText = text;
                command.Transaction = _transaction;
                _ = command.ExecuteNonQuery();
            }
        }
        catch (DbException cause)
        {
            // No row was refused: the connection is given up, and the next one tries again.
            throw new InvalidOperationException($"The tables cannot be made: {cause.Message}", cause);
        }
        _ = _made.Add(schema);
    }

    /// <summary>Runs <paramref name="work"/> in one transaction. An exception rolls it back and the transaction is never used again.</summary>
    public void InTransaction(Action<StorageSession> work)
    {
        using var transaction = connection.BeginTransaction();
        _transaction = transaction;
        try
        {
            work(this);
            transaction.Commit();
        }
        finally
        {
            _transaction = null;
        }
    }

    public int Execute(Statement sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteNonQuery();

    public object? Scalar(Statement sql, params ReadOnlySpan<object?> values) =>
        Bind(sql, values).ExecuteScalar() is { } value and not DBNull ? value : null;

    public DbDataReader Read(Statement sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteReader();

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();
        _prepared.Clear();
        connection.Dispose();
    }

    private DbCommand Bind(Statement sql, ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
            _prepared.Add(sql, command = Prepare(sql));
        command.Transaction = _transaction;
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    // The driver prepares at the first execution and keeps the statement for as long as the text stays.
    private DbCommand Prepare(Statement sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql.Text;
        foreach (var name in sql.Parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            _ = command.Parameters.Add(parameter);
        }
        return command;
    }
}
