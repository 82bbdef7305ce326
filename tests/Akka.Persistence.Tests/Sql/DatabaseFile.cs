using Microsoft.Data.Sqlite;

namespace Akka.Persistence.Tests.Sql;

/// <summary>A database that is a file.</summary>
public sealed class DatabaseFile : TestDatabase, IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("akka-sql-");

    public string Folder => _directory.FullName;

    public string FullName => Path.Combine(Folder, "journal.db");

    public override string ConnectionString => $"Data Source={FullName}";

    public override string ProviderName => "SQLite.MS";

    public override IReadOnlyList<string> Rows(string sql)
    {
        using var connection = new SqliteConnection($"{ConnectionString};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return Rows(connection, sql);
    }

    public override void Execute(string sql)
    {
        using var connection = new SqliteConnection($"{ConnectionString};Mode=ReadWrite;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        _ = command.ExecuteNonQuery();
    }

    public void Dispose() => Remove();

    public override void Remove() => _directory.Delete(recursive: true);
}
