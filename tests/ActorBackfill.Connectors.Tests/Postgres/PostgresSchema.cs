using ActorBackfill.Connectors.Postgres;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Connectors.Tests.Sinks;
using ActorBackfill.Domain.Jobs;
using Npgsql;

namespace ActorBackfill.Connectors.Tests.Postgres;

/// <summary>A schema of one test, as another program sees it too.</summary>
internal sealed class PostgresSchema : IDisposable
{
    private readonly NpgsqlConnection _connection;

    public PostgresSchema()
    {
        Server = TestPostgres.Require();
        Address = PostgresAddress.Parse(Server.NewSink());
        _connection = Connect();
        Execute($"CREATE SCHEMA {Address.SearchPath}");
    }

    public TestPostgres Server { get; }

    public PostgresAddress Address { get; }

    public NpgsqlConnection Connect(string name = "test")
    {
        var connection = new NpgsqlConnection(Address.Copy(s => (s.Pooling, s.ApplicationName) = (false, name)).ConnectionString);
        connection.Open();
        return connection;
    }

    public void Execute(string sql) => _connection.Execute(sql);

    public IReadOnlyList<object?> Query(string sql) => _connection.Rows(sql, r => PostgresTypes.Value(r.GetValue(0)));

    public PostgresSink Open(PostgresOptions? options = null, string job = Some.Job, params TableDefinition[] tables) => PostgresSink.Open(
        Address, tables.Length == 0 ? [Some.Results] : [.. tables], job, SinkOpenMode.CreateOrOpen, options);

    public void Dispose() => _connection.Dispose();
}
