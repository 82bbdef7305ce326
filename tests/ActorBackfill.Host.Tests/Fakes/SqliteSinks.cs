using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.Tests.Fakes;

/// <summary>Sinks in SQLite: a file each in one directory.</summary>
internal sealed class SqliteSinks(string directory) : TestSinks
{
    public override string[] Flags(string name) => ["--sink", name + ".db"];

    public override IReadOnlyList<string[]> Rows(string name, string sql) => Read(File(name), sql);

    public override string Member(string column, string member) => $"{column} ->> '{member}'";

    public override bool Exists(string name) => System.IO.File.Exists(File(name));

    public override void Change(string name, string sql)
    {
        using var connection = Open(File(name), SqliteOpenMode.ReadWriteCreate);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public override Task<ICommitWatch> WatchAsync(string name) => Task.FromResult<ICommitWatch>(new SqliteCommitWatch(File(name)));

    /// <summary>Opens a file; not pooled, so that it is closed when the test is done with it.</summary>
    public static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    /// <summary>Reads rows of a file as <see cref="Rows"/> does.</summary>
    public static IReadOnlyList<string[]> Read(string file, string sql)
    {
        using var connection = Open(file, SqliteOpenMode.ReadOnly);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)!)]);
        }

        return rows;
    }

    private string File(string name) => Path.Combine(directory, name + ".db");
}
