using ActorBackfill.Domain.Jobs;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Engine.Tests.Fakes;
using ActorBackfill.Engine.Tests.Supervising;
using Akka.Actor;
using Akka.Configuration;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Engine.Tests.Faults;

/// <summary>The files of one job's journal and snapshots, as the console configures them; removed at the end.</summary>
internal sealed class StoredJournal : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("backfill-journal-");

    public string Journal => Path.Combine(_directory.FullName, "journal.db");

    public string Snapshots => Path.Combine(_directory.FullName, "snapshots.db");

    public Config Config => ConfigurationFactory.ParseString(
        $$"""
        akka.persistence {
          journal {
            plugin = "akka.persistence.journal.sql"
            sql {
              class = "Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql"
              connection-string = "Data Source={{Journal}}"
              provider-name = "SQLite.MS"
              auto-initialize = true
            }
          }
          snapshot-store {
            plugin = "akka.persistence.snapshot-store.sql"
            sql {
              class = "Akka.Persistence.Sql.Snapshot.SqlSnapshotStore, Akka.Persistence.Sql"
              connection-string = "Data Source={{Snapshots}}"
              provider-name = "SQLite.MS"
              auto-initialize = true
            }
          }
        }
        """);

    /// <summary>A process that works on these files.</summary>
    public Process Begin() => new(Config);

    /// <summary>Reads rows, columns joined by a bar, blobs as Latin 1.</summary>
    public static IReadOnlyList<string> Rows(string file, string sql)
    {
        using var connection = Open(file);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            var values = new object[reader.FieldCount];
            _ = reader.GetValues(values);
            rows.Add(string.Join('|', values.Select(v => v is byte[] bytes ? System.Text.Encoding.Latin1.GetString(bytes) : $"{v}")));
        }

        return rows;
    }

    /// <summary>Does to a file what no program of ours does.</summary>
    public static void Tamper(string file, string sql, params (string Name, object Value)[] parameters)
    {
        using var connection = Open(file);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        Assert.NotEqual(0, command.ExecuteNonQuery());
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>One process's life with the files; disposing ends it.</summary>
    internal sealed class Process(Config config) : RunTest(config)
    {
        public ActorSystem System => Sys;

        public Task<RunResult> RunJobAsync(JobDefinition job, MemorySink sink, Func<RunSettings, RunSettings> change) =>
            RunAsync(job, change, sink: sink);
    }
}
