using System.Collections.Immutable;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;
using Npgsql;

namespace ActorBackfill.Connectors.Postgres;

/// <summary>A PostgreSQL database that a job's sink is in.</summary>
internal sealed class PostgresDatabase(PostgresAddress address, PostgresOptions options) : ISinkDatabase
{
    private string? _mark;

    /// <inheritdoc/>
    public string Address => address.Text;

    /// <inheritdoc/>
    public string? File => null;

    /// <inheritdoc/>
    public string Flag => address.Secret;

    /// <inheritdoc/>
    public IDisposable Acquire(string jobIdentity, string stateDirectory, bool takeover, TimeProvider time)
    {
        var lease = PostgresLease.Take(address, jobIdentity, stateDirectory, takeover, time);
        _mark = lease.Token;
        return lease;
    }

    /// <inheritdoc/>
    public HolderInfo? Holder(string jobIdentity, string stateDirectory)
    {
        try
        {
            return Ask(connection => PostgresLease.Find(connection, jobIdentity));
        }
        catch (BackfillException)
        {
            // The run that goes on here is known here, whatever has become of the server.
            return HolderLookup.OfState(stateDirectory);
        }
    }

    /// <inheritdoc/>
    public ISinkStore Open(ImmutableArray<TableDefinition> tables, string jobIdentity, SinkOpenMode mode, SinkUse use, TimeProvider time)
    {
        if (use.Workers > 0 && Ask(connection => PostgresRoom.Problem(connection, options, use.Workers)) is { } problem)
        {
            throw new SinkUnusableException($"sink {Address}: {problem}");
        }

        return PostgresSink.Open(address, tables, jobIdentity, mode, options with { Mark = _mark }, time);
    }

    /// <inheritdoc/>
    public ILedgerLookup Lookup(string jobIdentity) => new PostgresLedgerLookup(address, jobIdentity);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, long?> Values(string table, string column, bool isDate)
    {
        var text = $"CAST({SqlName.Quote(column)} AS text)";
        var value = isDate ? $"substr({text}, 1, 10)" : text;
        return Keys($"SELECT {value}, count(*) FROM {SqlName.Quote(table)} WHERE {SqlName.Quote(column)} IS NOT NULL GROUP BY 1");
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, long?> Keys(string sql) => Ask(connection =>
    {
        using var command = connection.Command(sql);
        using var rows = command.ExecuteReader();
        return CoverageKeys.Read(rows, Address, PostgresTypes.Value);
    });

    /// <inheritdoc/>
    public IEnumerable<SinkFinding> Examine(int workers)
    {
        try
        {
            return Ask(connection => PostgresRoom.Findings(connection, address, options, workers));
        }
        catch (BackfillException e)
        {
            return [new SinkFinding(true, e.Message, "Is the server up, the address right, the password given (PGPASSWORD, or sink.password)?")];
        }
    }

    /// <inheritdoc/>
    public ISinkDatabase Scratch(string directory)
    {
        var parts = directory.TrimEnd(Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar);
        var name = "backfill_scratch_" + string.Concat($"{parts[^2]}_{parts[^1]}".Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '_'));
        return new PostgresDatabase(address.With($"{name},{(address.SearchPath.Length == 0 ? "public" : address.SearchPath)}"), options);
    }

    /// <inheritdoc/>
    public void Discard()
    {
        using var server = new PostgresServer(address, new PostgresOptions());
        using var connection = server.OpenForWriting();
        connection.Execute($"DROP SCHEMA IF EXISTS {SqlName.Quote(address.SearchPath.Split(',')[0])} CASCADE");
    }

    private T Ask<T>(Func<NpgsqlConnection, T> question)
    {
        try
        {
            using var server = new PostgresServer(address, new PostgresOptions());
            using var connection = server.OpenForReading();
            return question(connection);
        }
        catch (Exception e) when (PostgresErrors.IsOfDatabase(e))
        {
            throw PostgresErrors.Unavailable(address, e);
        }
        catch (PostgresException e)
        {
            throw new BackfillException(FailureCategory.SinkSchema, $"{Address}: {PostgresErrors.Say(e)}", e);
        }
    }
}
