using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Connectors.Tests.Sinks;
using ActorBackfill.Domain.Jobs;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Connectors.Tests.Sqlite;

public sealed class SqliteSinkTests : SinkConformance, IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override ISinkStore Open(CommitFault first = CommitFault.None, params TableDefinition[] tables)
    {
        var fault = first;
        void Commit(SqliteTransaction transaction)
        {
            var now = fault;
            fault = CommitFault.None;
            if (now != CommitFault.ThrowsWithoutCommitting)
            {
                transaction.Commit();
            }

            if (now != CommitFault.None)
            {
                throw new SqliteException("disk I/O error, made by a test", 10);
            }
        }

        return SqliteSink.Open(
            new SqliteSinkDefinition(_folder["sink.db"], tables.Length == 0 ? [Some.Results] : [.. tables]),
            Some.Job,
            SinkOpenMode.CreateOrOpen,
            new SqliteSinkOptions { CommitTransaction = Commit });
    }

    protected override void Execute(string sql) => TestDatabase.Execute(_folder["sink.db"], sql);
}
