using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.Tests.Fakes;

/// <summary>A directory of its own with the job of <see cref="DaySource"/> in it; deleted in the end.</summary>
internal sealed class WorkDirectory : IDisposable
{
    public const string Job = "days.conf";

    public WorkDirectory()
    {
        Directory.CreateDirectory(Path);
        Write(Job, """
            job = days
            plan { day { range = [2024-01-01, 2024-01-20], step = day } }
            source { type = http, base = "http://127.0.0.1:1", path = "/rows?day={day}", items = "items[*]" }
            sink { type = sqlite, path = "days.db", tables { rows { key = [id], columns { id = id, day = day, value = "value as integer" } } } }
            workers = 4
            retry { max-attempts = 2, min-backoff = 10ms, max-backoff = 20ms }
            """);
    }

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "backfill-" + System.IO.Path.GetRandomFileName());

    public string Sink => File("days.db");

    public string Journal => File(".backfill/days/journal.db");

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Write(string name, string text) => System.IO.File.WriteAllText(File(name), text);

    /// <summary>Gets one value of the sink, read-only.</summary>
    public T Ask<T>(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Sink};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)command.ExecuteScalar()!;
    }

    /// <summary>Gets a column of the sink; empty when there is no sink or no table yet.</summary>
    public IReadOnlyList<string> Column(string table, string column)
    {
        if (!System.IO.File.Exists(Sink))
        {
            return [];
        }

        using var connection = new SqliteConnection($"Data Source={Sink};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM sqlite_master WHERE name = '{table}'";
        if ((long)command.ExecuteScalar()! == 0)
        {
            return [];
        }

        command.CommandText = $"SELECT {column} FROM {table} ORDER BY 1";
        using var rows = command.ExecuteReader();
        var values = new List<string>();
        while (rows.Read())
        {
            values.Add(rows.GetString(0));
        }

        return values;
    }

    /// <summary>Changes the sink behind the program's back.</summary>
    public void Tamper(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Sink};Mode=ReadWrite;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
