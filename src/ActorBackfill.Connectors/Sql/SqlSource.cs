using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using ActorBackfill.Connectors.Bodies;
using ActorBackfill.Connectors.Postgres;
using ActorBackfill.Domain.Items;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Sql;

/// <summary>
/// <c>type = sql</c>: rows of the user's database as documents. One query gives an array of its rows; named ones give an object with an
/// array each. All queries of a unit see the same moment. Makes no requests, so the gate is not asked. Thread safe.
/// </summary>
public sealed class SqlSource : ISource, ICheckSource
{
    private readonly SqlSourceDefinition _definition;
    private readonly ISqlDatabase _database;
    private readonly ImmutableArray<SqlStatement> _statements;
    private readonly ItemSelector _items;

    // As many as there are fetches at a time; each is used by one of them.
    private readonly ConcurrentBag<SqlSession> _idle = [];
    private readonly SemaphoreSlim _connections;

    /// <summary>Creates the source; nothing is opened yet.</summary>
    /// <param name="definition">The job's source.</param>
    /// <param name="dimensions">The names a unit has.</param>
    /// <param name="directory">Where relative paths start; null means the current one.</param>
    /// <exception cref="FormatException">A query or path of the definition cannot be used.</exception>
    public SqlSource(SqlSourceDefinition definition, IReadOnlyCollection<string> dimensions, string? directory = null)
        : this(definition, Database(definition, directory ?? Environment.CurrentDirectory), dimensions)
    {
    }

    internal SqlSource(SqlSourceDefinition definition, ISqlDatabase database, IReadOnlyCollection<string> dimensions)
    {
        (_definition, _database) = (definition, database);
        _statements = [.. definition.Queries.Select(q => new SqlStatement(q, database, dimensions))];
        _items = new ItemSelector(definition.Items);
        _connections = new SemaphoreSlim(database.Connections);
    }

    /// <inheritdoc/>
    public string Description => $"{_database.Description} ({string.Join(", ", _definition.Queries.Select(q => q.Name ?? "one query"))})";

    private bool IsNamed => _definition.Queries is not [{ Name: null }];

    /// <inheritdoc/>
    public async ValueTask<FetchedUnit> FetchAsync(PlanUnit unit, IRequestGate gate, CancellationToken cancellation)
    {
        await _connections.WaitAsync(cancellation);
        try
        {
            return await FetchAsync(unit, cancellation);
        }
        finally
        {
            _connections.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> CheckAsync(CancellationToken cancellation)
    {
        var problems = new List<string>();
        try
        {
            await using var connection = await _database.OpenAsync(cancellation);
            foreach (var statement in _statements)
            {
                if (await ProblemAsync(connection, statement, cancellation) is { } problem)
                {
                    problems.Add(problem);
                }
            }
        }
        catch (BackfillException e)
        {
            problems.Add(e.Message);
        }
        catch (DbException e)
        {
            problems.Add(_database.Failure($"source: {_database.Description}", e).Message);
        }

        return problems;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _connections.Dispose();
        return ForgetAsync();
    }

    private static ISqlDatabase Database(SqlSourceDefinition definition, string directory) => definition.Dsn is { } dsn
        ? new PostgresDatabase(PostgresAddress.Parse(dsn), definition.Timeout)
        : new SqliteDatabase(definition.Path, directory);

    private async ValueTask ForgetAsync()
    {
        while (_idle.TryTake(out var session))
        {
            await session.DisposeAsync();
        }
    }

    // As a part of another one a statement has to be one SELECT, and none of its rows is read.
    private async ValueTask<string?> ProblemAsync(DbConnection connection, SqlStatement statement, CancellationToken cancellation)
    {
        await using var command = statement.Command(connection, $"SELECT * FROM (\n{statement.Text}\n) AS asked LIMIT 0");
        try
        {
            await using var rows = await command.ExecuteReaderAsync(cancellation);
            if (rows.FieldCount == 0)
            {
                return $"{Place(statement)}: gives no columns";
            }
        }
        catch (DbException e)
        {
            return _database.Failure(Place(statement), e).Message;
        }
        catch (InvalidOperationException e)
        {
            return $"{Place(statement)}: {e.Message}";
        }

        await using var plain = statement.Command(connection);
        await using var named = await plain.ExecuteReaderAsync(System.Data.CommandBehavior.SchemaOnly, cancellation);
        return SqlRows.NameProblem(named) is { } problem ? $"{Place(statement)}: {problem}" : null;
    }

    private async ValueTask<FetchedUnit> FetchAsync(PlanUnit unit, CancellationToken cancellation)
    {
        var session = await TakeAsync(cancellation);
        try
        {
            var fetched = await FetchAsync(session, unit, cancellation);
            _idle.Add(session);
            return fetched;
        }
        catch (BackfillException e) when (e.Category == FailureCategory.Transient)
        {
            // What took this connection took the others: a retry that got one of them would fail for nothing.
            await session.DisposeAsync();
            await ForgetAsync();
            throw;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    private async ValueTask<SqlSession> TakeAsync(CancellationToken cancellation)
    {
        if (_idle.TryTake(out var session))
        {
            return session;
        }

        try
        {
            return new SqlSession(_database, await _database.OpenAsync(cancellation), _statements);
        }
        catch (DbException e)
        {
            throw _database.Failure($"source: {_database.Description}", e);
        }
    }

    private async ValueTask<FetchedUnit> FetchAsync(SqlSession session, PlanUnit unit, CancellationToken cancellation)
    {
        var buffer = new ArrayBufferWriter<byte>();
        await using var json = new Utf8JsonWriter(buffer);
        if (IsNamed)
        {
            json.WriteStartObject();
        }

        var isEmpty = false;
        await session.AskAsync(unit, WriteAsync, cancellation);
        if (isEmpty)
        {
            return FetchedUnit.Nothing;
        }

        if (IsNamed)
        {
            json.WriteEndObject();
        }

        await json.FlushAsync(cancellation);
        using var parsed = JsonDocument.Parse(buffer.WrittenMemory);
        var document = new Item(parsed.RootElement.Clone());

        // Taken as it is: a query may well be called "errors".
        IReadOnlyList<Item> items = IsNamed && _definition.Items is null ? [document] : _items.Select(document, new BodyOrigin(Description, BodyEnd.Proven));
        return new FetchedUnit(items, 0, buffer.WrittenCount);

        async ValueTask<bool> WriteAsync(SqlStatement statement, DbDataReader rows)
        {
            if (statement.Query.Name is { } name)
            {
                json.WritePropertyName(name);
            }

            var count = await SqlRows.WriteAsync(json, rows, Place(statement), _definition.Caps.BodyBytes, cancellation);
            isEmpty = count == 0 && _definition.First is { } first && first == statement.Query.Name;
            return !isEmpty;
        }
    }

    private string Place(SqlStatement statement) => $"{statement.Query.Key} on {_database.Description}";
}
