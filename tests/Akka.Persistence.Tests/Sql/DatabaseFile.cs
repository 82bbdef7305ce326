using Microsoft.Data.Sqlite;

namespace Akka.Persistence.Tests.Sql;

/// <summary>A database of one test, removed at its end.</summary>
public sealed class DatabaseFile : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("akka-sql-");

    public string Folder => _directory.FullName;

    public string FullName => Path.Combine(Folder, "journal.db");

    public string ConnectionString => $"Data Source={FullName}";

    public string Config(string journal = "", string snapshots = "", string more = "") =>
        $$"""
        akka.persistence {
          journal {
            plugin = "akka.persistence.journal.sql"
            sql {
              class = "Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql"
              connection-string = "{{ConnectionString}}"
              provider-name = "SQLite.MS"
              {{journal}}
            }
          }
          snapshot-store {
            plugin = "akka.persistence.snapshot-store.sql"
            sql {
              class = "Akka.Persistence.Sql.Snapshot.SqlSnapshotStore, Akka.Persistence.Sql"
              connection-string = "{{ConnectionString}}"
              provider-name = "SQLite.MS"
              {{snapshots}}
            }
          }
        }
        {{more}}
        """;

    /// <summary>Reads rows, columns joined by a bar, as another connection sees them.</summary>
    public IReadOnlyList<string> Rows(string sql)
    {
        using var connection = new SqliteConnection($"{ConnectionString};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            var values = new object[reader.FieldCount];
            _ = reader.GetValues(values);
            rows.Add(string.Join('|', values.Select(v => v is DBNull ? "NULL" : v is byte[] bytes ? Convert.ToHexString(bytes) : $"{v}")));
        }
        return rows;
    }

    public void Execute(string sql)
    {
        using var connection = new SqliteConnection($"{ConnectionString};Mode=ReadWrite;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        _ = command.ExecuteNonQuery();
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
