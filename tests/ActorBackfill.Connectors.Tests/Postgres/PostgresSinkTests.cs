using ActorBackfill.Connectors.Postgres;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Connectors.Tests.Sinks;
using ActorBackfill.Domain.Jobs;
using Npgsql;

namespace ActorBackfill.Connectors.Tests.Postgres;

public sealed class PostgresSinkTests : SinkConformance
{
    private readonly PostgresAddress _address = PostgresAddress.Parse(TestPostgres.Require().NewSink());

    protected override ISinkStore Open(CommitFault first = CommitFault.None, params TableDefinition[] tables)
    {
        var fault = first;
        void Commit(NpgsqlTransaction transaction)
        {
            var now = fault;
            fault = CommitFault.None;
            if (now != CommitFault.ThrowsWithoutCommitting)
            {
                transaction.Commit();
            }

            if (now != CommitFault.None)
            {
                throw new NpgsqlException("Exception while reading from stream, made by a test");
            }
        }

        return PostgresSink.Open(
            _address, tables.Length == 0 ? [Some.Results] : [.. tables], Some.Job, SinkOpenMode.CreateOrOpen, new PostgresOptions { CommitTransaction = Commit });
    }

    protected override void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(_address.Copy(s => s.Pooling = false).ConnectionString);
        connection.Open();
        connection.Execute($"CREATE SCHEMA IF NOT EXISTS {_address.SearchPath}");
        connection.Execute(sql);
    }
}
