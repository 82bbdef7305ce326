using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.Tests.Sources;

public sealed class SqlJobTests : IDisposable
{
    private readonly WorkDirectory _directory = new();

    public SqlJobTests()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_directory.Path, "own.db")};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            CREATE TABLE orders(id INTEGER, day TEXT, cents INTEGER);
            INSERT INTO orders VALUES(1, '2024-01-01', 100), (2, '2024-01-01', 250), (3, '2024-01-03', 70);
            CREATE TABLE rates(day TEXT, rate REAL);
            INSERT INTO rates VALUES('2024-01-01', 0.5), ('2024-01-03', 0.25);
            """;
        command.ExecuteNonQuery();
        _directory.Write("orders.conf", """
            job = orders
            plan { date { range = [2024-01-01, 2024-01-03], step = day } }
            source { type = sql, path = "own.db", items = "orders[*]", queries {
              orders = "SELECT id, cents FROM orders WHERE day = {date} ORDER BY id"
              rates = "SELECT rate FROM rates WHERE day = {date}"
            } }
            sink { type = sqlite, path = "out.db", tables { orders { key = [id], columns {
              id = "id as integer", cents = "cents as integer", rate = "^.rates[0].rate as real", day = "$unit.date as date"
            } } } }
            """);
    }

    [Fact]
    public async Task Rows_of_ones_own_database_become_rows_of_the_sink()
    {
        var (exit, text, error) = await BackfillProcess.RunAsync(_directory.Path, "run", "orders.conf");

        Assert.Equal((ExitCode.Complete, ""), (exit, error.Contains("error", StringComparison.Ordinal) ? error : ""));
        Assert.Contains("2 done, 1 empty", text, StringComparison.Ordinal);
        Assert.Equal("1:100:0.5:2024-01-01 2:250:0.5:2024-01-01 3:70:0.25:2024-01-03", Ask("SELECT group_concat(id || ':' || cents || ':' || rate || ':' || day, ' ') FROM (SELECT * FROM orders ORDER BY id)"));
    }

    [Fact]
    public async Task A_wrong_query_is_said_before_anything_is_written()
    {
        var (exit, _, error) = await BackfillProcess.RunAsync(
            _directory.Path, "run", "orders.conf", "--set", "source.queries.orders=SELECT id FROM ordres", "--set", "source.queries.rates=SELECT rat FROM rates");

        Assert.Equal(ExitCode.Usage, exit);
        Assert.Contains("source.queries.orders on own.db: SQLite Error 1: 'no such table: ordres'", error, StringComparison.Ordinal);
        Assert.Contains("source.queries.rates on own.db: SQLite Error 1: 'no such column: rat'", error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_directory.Path, "out.db")));
        Assert.False(Directory.Exists(Path.Combine(_directory.Path, ".backfill", "orders")));
    }

    public void Dispose() => _directory.Dispose();

    private string Ask(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_directory.Path, "out.db")};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (string)command.ExecuteScalar()!;
    }
}
