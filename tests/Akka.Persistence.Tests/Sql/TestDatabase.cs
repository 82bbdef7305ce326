namespace Akka.Persistence.Tests.Sql;

/// <summary>A database of one test, removed at its end.</summary>
public abstract class TestDatabase
{
    public abstract string ConnectionString { get; }

    /// <summary>Gets the driver, as the plugins' settings spell it.</summary>
    public abstract string ProviderName { get; }

    public string Config(string journal = "", string snapshots = "", string more = "") =>
        $$"""
        akka.persistence {
          journal {
            plugin = "akka.persistence.journal.sql"
            sql {
              class = "Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql"
              connection-string = "{{ConnectionString}}"
              provider-name = "{{ProviderName}}"
              {{journal}}
            }
          }
          snapshot-store {
            plugin = "akka.persistence.snapshot-store.sql"
            sql {
              class = "Akka.Persistence.Sql.Snapshot.SqlSnapshotStore, Akka.Persistence.Sql"
              connection-string = "{{ConnectionString}}"
              provider-name = "{{ProviderName}}"
              {{snapshots}}
            }
          }
        }
        {{more}}
        """;

    /// <summary>Reads rows, columns joined by a bar, as another connection sees them.</summary>
    public abstract IReadOnlyList<string> Rows(string sql);

    /// <summary>Changes something behind the journal's back.</summary>
    public abstract void Execute(string sql);

    /// <summary>Removes all of it.</summary>
    public abstract void Remove();

    /// <summary>Runs a query; a bit is 0 or 1, bytes are hexadecimal.</summary>
    protected static IReadOnlyList<string> Rows(System.Data.Common.DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            var values = new object[reader.FieldCount];
            _ = reader.GetValues(values);
            rows.Add(string.Join('|', values.Select(Text)));
        }
        return rows;
    }

    private static string Text(object value) => value switch
    {
        DBNull => "NULL",
        byte[] bytes => Convert.ToHexString(bytes),
        bool bit => bit ? "1" : "0",
        _ => $"{value}",
    };
}
