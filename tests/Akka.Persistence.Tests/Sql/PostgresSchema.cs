using ActorBackfill.Tests.Shared;
using Npgsql;

namespace Akka.Persistence.Tests.Sql;

/// <summary>A schema of its own on the tests' server; the test is skipped, with the reason, where there is none.</summary>
public sealed class PostgresSchema : TestDatabase
{
    private readonly string _name = "j" + Guid.NewGuid().ToString("N");

    public PostgresSchema()
    {
        var port = TestPostgres.Require().Port;
        ConnectionString = $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Search Path={_name};Timeout=60";
        Execute($"CREATE SCHEMA {_name}");
    }

    public override string ConnectionString { get; }

    public override string ProviderName => "PostgreSQL.15";

    public override IReadOnlyList<string> Rows(string sql)
    {
        using var connection = Open();
        return Rows(connection, sql);
    }

    public override void Execute(string sql)
    {
        using var connection = Open();
        using var command = new NpgsqlCommand(sql, connection);
        _ = command.ExecuteNonQuery();
    }

    public override void Remove() => Execute($"DROP SCHEMA {_name} CASCADE");

    private NpgsqlConnection Open()
    {
        var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        connection.Open();
        return connection;
    }
}
