using ActorBackfill.Connectors.Sql;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Engine.Ports;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Connectors.Tests.Sql;

public sealed class SqliteSqlSourceTests : SqlSourceConformance, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sql-source-");

    public SqliteSqlSourceTests() => Execute("PRAGMA journal_mode = WAL;" + Tables);

    protected override string[] Complaints => ["no such table: gmaes", "no such column: ptz", "syntax error", "parameters"];

    protected override (string Sql, string Said)[] Formless =>
        [("SELECT x'00ff' AS b", "column 'b' is a blob"), ("SELECT 9e999 AS b", "column 'b' is a number that is not finite")];

    private string File => Path.Combine(_folder.FullName, "a.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_file_that_is_missing_or_no_database_is_named()
    {
        await using var missing = new SqlSource(Of([new SqlQuery(null, "SELECT 1")]) with { Path = Path.Combine(_folder.FullName, "b.db") }, []);
        Assert.EndsWith("b.db: there is no such file", Assert.Single(await ((ICheckSource)missing).CheckAsync(CancellationToken.None)), StringComparison.Ordinal);

        System.IO.File.WriteAllText(Path.Combine(_folder.FullName, "c.db"), new string('x', 5000));
        await using var other = new SqlSource(Of([new SqlQuery(null, "SELECT * FROM games")]) with { Path = Path.Combine(_folder.FullName, "c.db") }, []);
        Assert.Contains("not a database", Assert.Single(await ((ICheckSource)other).CheckAsync(CancellationToken.None)), StringComparison.Ordinal);
    }

    protected override SqlSourceDefinition Of(SqlQuery[] queries) => new(File, [.. queries], null, new CapsDefinition());

    internal override ISqlDatabase Database() => new SqliteDatabase(File, Environment.CurrentDirectory);

    protected override void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
