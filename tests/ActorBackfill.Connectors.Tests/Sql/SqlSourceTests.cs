using ActorBackfill.Connectors.Sql;
using ActorBackfill.Connectors.Tests.Http.Fixtures;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Connectors.Tests.Sql;

public sealed class SqlSourceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sql-source-");

    public SqlSourceTests() => Execute("""
        CREATE TABLE games(player TEXT, day TEXT, pts INTEGER, ts REAL, note TEXT);
        INSERT INTO games VALUES('p1', '2021-11-14', 10, 0.5, NULL), ('p1', '2021-11-15', 20, 0.25, 'x'), ('p2', '2021-11-15', 30, NULL, 'O''Neal {1}');
        CREATE TABLE teams(name TEXT);
        INSERT INTO teams VALUES('LAL');
        """);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_rows_of_one_query_are_the_items()
    {
        var unit = await FetchAsync("SELECT day, pts, ts, note FROM games WHERE player = {player} AND day <= {date} ORDER BY day");

        Assert.Equal(
            ["""{"day":"2021-11-14","pts":10,"ts":0.5,"note":null}""", """{"day":"2021-11-15","pts":20,"ts":0.25,"note":"x"}"""],
            unit.Items.Select(i => i.Value.GetRawText()));
        Assert.Equal(0, unit.Requests);
    }

    [Fact]
    public async Task Named_queries_make_one_document_that_says_which_row_is_whose()
    {
        var definition = Definition(new SqlQuery("errors", "SELECT pts FROM games WHERE player = {player}"), new SqlQuery("teams", "SELECT name FROM teams"));
        var unit = await FetchAsync(definition);
        Assert.Equal("""{"errors":[{"pts":10},{"pts":20}],"teams":[{"name":"LAL"}]}""", Assert.Single(unit.Items).Value.GetRawText());

        unit = await FetchAsync(definition with { Items = "errors[*]" });
        Assert.Equal([10, 20], unit.Items.Select(i => i.Value.GetProperty("pts").GetInt32()));
        Assert.Equal("LAL", unit.Items[0].Parent!.Value.GetProperty("teams")[0].GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("x' OR '1'='1")]
    [InlineData("'; DROP TABLE games; --")]
    [InlineData("\"\\{}$p0")]
    public async Task A_value_is_bound_and_never_part_of_the_statement(string player)
    {
        Assert.Empty((await FetchAsync("SELECT * FROM games WHERE player = {player}", player)).Items);
        Assert.Equal(3, (await FetchAsync("SELECT * FROM games")).Items.Count);
    }

    [Fact]
    public async Task A_brace_that_is_meant_as_such_is_written_twice() =>
        Assert.Single((await FetchAsync("SELECT * FROM games WHERE note LIKE '%{{1}}'")).Items);

    [Theory]
    [InlineData("p1", 1)]
    [InlineData("p9", 0)]
    public async Task Without_rows_of_the_first_query_a_unit_is_empty_and_the_others_are_not_asked(string player, int items)
    {
        var definition = Definition(new SqlQuery("plays", "SELECT pts FROM games WHERE player = {player}"), new SqlQuery("teams", "SELECT name FROM teams"));
        Assert.Equal(items, (await FetchAsync(definition with { First = "plays" }, player)).Items.Count);
        Assert.Single((await FetchAsync(definition, player)).Items);
    }

    [Fact]
    public async Task All_queries_of_a_unit_see_the_same_moment()
    {
        Execute("PRAGMA journal_mode = WAL");
        var inserted = 0;
        await using var source = new SqlSource(
            Definition(new SqlQuery("a", "SELECT count(*) AS n FROM games"), new SqlQuery("b", "SELECT count(*) AS n FROM games")),
            new Interrupted(Path.Combine(_folder.FullName, "a.db"), () => Execute($"INSERT INTO teams VALUES('{inserted++}'); INSERT INTO games(player) VALUES('p3')")), ["player", "date"]);
        var unit = await FetchAsync(source, "p1");

        Assert.Equal("""{"a":[{"n":3}],"b":[{"n":3}]}""", unit.Items[0].Value.GetRawText());
        Assert.Equal("""{"a":[{"n":4}],"b":[{"n":4}]}""", (await FetchAsync(source, "p1")).Items[0].Value.GetRawText());
    }

    [Fact]
    public async Task The_connection_cannot_write()
    {
        var error = await Assert.ThrowsAsync<BackfillException>(() => FetchAsync("WITH x AS (SELECT 1) DELETE FROM games RETURNING pts"));
        Assert.Equal(3, (await FetchAsync("SELECT * FROM games")).Items.Count);
        Assert.Contains("source.query on ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_queries_is_said_before_the_first_unit()
    {
        await using var source = Source(Definition(
            new SqlQuery("a", "SELECT * FROM gmaes"), new SqlQuery("b", "SELECT ptz FROM games"), new SqlQuery("c", "SELECT 1 AS x; DELETE FROM games"),
            new SqlQuery("d", "SELECT pts FROM games WHERE player = $player"), new SqlQuery("e", "SELECT pts, day, pts FROM games"), new SqlQuery("f", "SELECT pts FROM games")));
        var problems = await ((ICheckSource)source).CheckAsync(CancellationToken.None);

        Assert.Equal(5, problems.Count);
        Assert.Matches(@"^source\.queries\.a on .*no such table: gmaes", problems[0]);
        Assert.Matches(@"^source\.queries\.b on .*no such column: ptz", problems[1]);
        Assert.Matches(@"^source\.queries\.c on .*syntax error", problems[2]);
        Assert.Contains("parameters", problems[3], StringComparison.Ordinal);
        Assert.EndsWith("column 'pts' comes twice; give one another name with AS", problems[4], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_missing_or_no_database_is_named()
    {
        await using var missing = Source(Definition(new SqlQuery(null, "SELECT 1")) with { Path = Path.Combine(_folder.FullName, "b.db") });
        Assert.EndsWith("b.db: there is no such file", Assert.Single(await ((ICheckSource)missing).CheckAsync(CancellationToken.None)), StringComparison.Ordinal);

        File.WriteAllText(Path.Combine(_folder.FullName, "c.db"), new string('x', 5000));
        await using var other = Source(Definition(new SqlQuery(null, "SELECT * FROM games")) with { Path = Path.Combine(_folder.FullName, "c.db") });
        Assert.Contains("not a database", Assert.Single(await ((ICheckSource)other).CheckAsync(CancellationToken.None)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT x'00ff' AS b", FailureCategory.InvalidData, "column 'b' is a blob")]
    [InlineData("SELECT 9e999 AS b", FailureCategory.InvalidData, "column 'b' is a number that is not finite")]
    [InlineData("SELECT g.* FROM games g, games h, games i, games j, games k, games l", FailureCategory.Oversize, "gives more than 2,000 bytes (source.caps.body)")]
    public async Task What_does_not_fit_a_document_fails_its_unit(string sql, FailureCategory category, string text)
    {
        var error = await Assert.ThrowsAsync<BackfillException>(() => FetchAsync(Definition(new SqlQuery(null, sql)) with { Caps = new CapsDefinition(BodyBytes: 2_000) }));
        Assert.Equal(category, error.Category);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workers_ask_at_the_same_time_each_over_a_connection_of_its_own()
    {
        await using var source = Source(Definition(new SqlQuery(null, "SELECT pts FROM games WHERE player = {player} ORDER BY pts")));
        var units = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => FetchAsync(source, i % 2 == 0 ? "p1" : "p2"))));
        Assert.All(units.Where((_, i) => i % 2 == 0), u => Assert.Equal(2, u.Items.Count));
        Assert.All(units.Where((_, i) => i % 2 == 1), u => Assert.Equal(30, Assert.Single(u.Items).Value.GetProperty("pts").GetInt32()));
    }

    private static async Task<FetchedUnit> FetchAsync(SqlSource source, string player) => await source.FetchAsync(
        new PlanUnit(0, 0, "u", [new("date", "2021-11-15"), new("player", player)]), new FakeGate(), CancellationToken.None);

    private static SqlSource Source(SqlSourceDefinition definition) => new(definition, ["player", "date"]);

    private Task<FetchedUnit> FetchAsync(string sql, string player = "p1") => FetchAsync(Definition(new SqlQuery(null, sql)), player);

    private static async Task<FetchedUnit> FetchAsync(SqlSourceDefinition definition, string player = "p1")
    {
        await using var source = Source(definition);
        return await FetchAsync(source, player);
    }

    private SqlSourceDefinition Definition(params SqlQuery[] queries) => new(Path.Combine(_folder.FullName, "a.db"), [.. queries], null, new CapsDefinition());

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "a.db")};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    // Lets somebody write after the first query of each unit.
    private sealed class Interrupted(string path, Action write) : ISqlDatabase
    {
        private readonly SqliteDatabase _database = new(path, Environment.CurrentDirectory);

        public string Description => _database.Description;

        public ValueTask<System.Data.Common.DbConnection> OpenAsync(CancellationToken cancellation) => _database.OpenAsync(cancellation);

        public async ValueTask<System.Data.Common.DbTransaction> BeginAsync(System.Data.Common.DbConnection connection, CancellationToken cancellation)
        {
            var transaction = await _database.BeginAsync(connection, cancellation);
            await using var first = connection.CreateCommand();
            (first.CommandText, first.Transaction) = ("SELECT count(*) FROM games", transaction);
            await first.ExecuteScalarAsync(cancellation);
            write();
            return transaction;
        }

        public string Parameter(int index) => _database.Parameter(index);

        public BackfillException Failure(string place, System.Data.Common.DbException error) => _database.Failure(place, error);
    }
}
