using ActorBackfill.Connectors.Sql;
using ActorBackfill.Connectors.Tests.Http.Fixtures;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Tests.Sql;

/// <summary>What a source of SQL must do whatever the database; each supplies a fresh one with the same tables.</summary>
public abstract class SqlSourceConformance
{
    /// <summary>What each database is made with.</summary>
    protected const string Tables = """
        CREATE TABLE games(player TEXT, day TEXT, pts INTEGER, ts DOUBLE PRECISION, note TEXT);
        INSERT INTO games VALUES('p1', '2021-11-14', 10, 0.5, NULL), ('p1', '2021-11-15', 20, 0.25, 'x'), ('p2', '2021-11-15', 30, NULL, 'O''Neal {1}');
        CREATE TABLE teams(name TEXT);
        INSERT INTO teams VALUES('LAL');
        """;

    /// <summary>Gets a source's definition over the test's database.</summary>
    protected abstract SqlSourceDefinition Of(SqlQuery[] queries);

    /// <summary>Gets the same database as the source has it.</summary>
    internal abstract ISqlDatabase Database();

    /// <summary>Does something as another program would.</summary>
    protected abstract void Execute(string sql);

    /// <summary>Gets what the database says to queries of a missing table, a missing column, two statements, and a parameter of nobody.</summary>
    protected abstract string[] Complaints { get; }

    /// <summary>Gets a SELECT of one column, b, that no document can hold, and what is said of it.</summary>
    protected abstract (string Sql, string Said)[] Formless { get; }

    [SkippableFact]
    public async Task The_rows_of_one_query_are_the_items()
    {
        var unit = await FetchAsync("SELECT day, pts, ts, note FROM games WHERE player = {player} AND day <= {date} ORDER BY day");

        Assert.Equal(
            ["""{"day":"2021-11-14","pts":10,"ts":0.5,"note":null}""", """{"day":"2021-11-15","pts":20,"ts":0.25,"note":"x"}"""],
            unit.Items.Select(i => i.Value.GetRawText()));
        Assert.Equal(0, unit.Requests);
    }

    [SkippableFact]
    public async Task Named_queries_make_one_document_that_says_which_row_is_whose()
    {
        var definition = Definition(new SqlQuery("errors", "SELECT pts FROM games WHERE player = {player}"), new SqlQuery("teams", "SELECT name FROM teams"));
        var unit = await FetchAsync(definition);
        Assert.Equal("""{"errors":[{"pts":10},{"pts":20}],"teams":[{"name":"LAL"}]}""", Assert.Single(unit.Items).Value.GetRawText());

        unit = await FetchAsync(definition with { Items = "errors[*]" });
        Assert.Equal([10, 20], unit.Items.Select(i => i.Value.GetProperty("pts").GetInt32()));
        Assert.Equal("LAL", unit.Items[0].Parent!.Value.GetProperty("teams")[0].GetProperty("name").GetString());
    }

    [SkippableTheory]
    [InlineData("x' OR '1'='1")]
    [InlineData("'; DROP TABLE games; --")]
    [InlineData("\"\\{}$p0")]
    public async Task A_value_is_bound_and_never_part_of_the_statement(string player)
    {
        Assert.Empty((await FetchAsync("SELECT * FROM games WHERE player = {player}", player)).Items);
        Assert.Equal(3, (await FetchAsync("SELECT * FROM games")).Items.Count);
    }

    [SkippableFact]
    public async Task A_brace_that_is_meant_as_such_is_written_twice() =>
        Assert.Single((await FetchAsync("SELECT * FROM games WHERE note LIKE '%{{1}}'")).Items);

    [SkippableTheory]
    [InlineData("p1", 1)]
    [InlineData("p9", 0)]
    public async Task Without_rows_of_the_first_query_a_unit_is_empty_and_the_others_are_not_asked(string player, int items)
    {
        var definition = Definition(new SqlQuery("plays", "SELECT pts FROM games WHERE player = {player}"), new SqlQuery("teams", "SELECT name FROM teams"));
        Assert.Equal(items, (await FetchAsync(definition with { First = "plays" }, player)).Items.Count);
        Assert.Single((await FetchAsync(definition, player)).Items);
    }

    [SkippableFact]
    public async Task All_queries_of_a_unit_see_the_same_moment()
    {
        var inserted = 0;
        await using var source = new SqlSource(
            Definition(new SqlQuery("a", "SELECT count(*) AS n FROM games"), new SqlQuery("b", "SELECT count(*) AS n FROM games")),
            new Interrupted(Database(), () => Execute($"INSERT INTO teams VALUES('{inserted++}'); INSERT INTO games(player) VALUES('p3')")), ["player", "date"]);
        var unit = await FetchAsync(source, "p1");

        Assert.Equal("""{"a":[{"n":3}],"b":[{"n":3}]}""", unit.Items[0].Value.GetRawText());
        Assert.Equal("""{"a":[{"n":4}],"b":[{"n":4}]}""", (await FetchAsync(source, "p1")).Items[0].Value.GetRawText());
    }

    [SkippableFact]
    public async Task The_connection_cannot_write()
    {
        var error = await Assert.ThrowsAsync<BackfillException>(() => FetchAsync("WITH x AS (SELECT 1) DELETE FROM games RETURNING pts"));
        Assert.Equal(3, (await FetchAsync("SELECT * FROM games")).Items.Count);
        Assert.Contains("source.query on ", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Everything_that_is_wrong_with_queries_is_said_before_the_first_unit()
    {
        await using var source = Source(Definition(
            new SqlQuery("a", "SELECT * FROM gmaes"), new SqlQuery("b", "SELECT ptz FROM games"), new SqlQuery("c", "SELECT 1 AS x; DELETE FROM games"),
            new SqlQuery("d", "SELECT pts FROM games WHERE player = $player"), new SqlQuery("e", "SELECT pts, day, pts FROM games"), new SqlQuery("f", "SELECT pts FROM games")));
        var problems = await ((ICheckSource)source).CheckAsync(CancellationToken.None);

        Assert.Equal(5, problems.Count);
        Assert.All(Complaints.Zip(problems, "abcd"), c => Assert.Matches($@"^source\.queries\.{c.Third} on .*{c.First}", c.Second));
        Assert.EndsWith("column 'pts' comes twice; give one another name with AS", problems[4], StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task What_has_no_form_in_a_document_fails_its_unit()
    {
        foreach (var (sql, said) in Formless)
        {
            var error = await Assert.ThrowsAsync<BackfillException>(() => FetchAsync(sql));
            Assert.Equal((FailureCategory.InvalidData, true), (error.Category, error.Message.Contains(said, StringComparison.Ordinal)));
        }
    }

    [SkippableFact]
    public async Task What_is_too_much_for_a_document_ends_with_the_first_row_too_many()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var error = await Assert.ThrowsAsync<BackfillException>(() => FetchAsync(Definition(new SqlQuery(null, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i, 'some text' AS t FROM n")) with { Caps = new CapsDefinition(BodyBytes: 2_000) }));

        Assert.Equal(FailureCategory.Oversize, error.Category);
        Assert.Contains("gives more than 2,000 bytes (source.caps.body)", error.Message, StringComparison.Ordinal);
        // To read the rest would take hours.
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(10));
    }

    [SkippableFact]
    public async Task A_value_takes_the_type_of_what_it_is_compared_with_at_each_of_its_places() => Assert.Equal(
        """{"pts":20,"date":"2021-11-15"}""",
        Assert.Single((await FetchAsync(
            "SELECT pts, {date} AS date FROM games WHERE player = {player} AND day = {date} AND CAST(day AS DATE) = CAST({date} AS DATE) AND pts > CAST('1' || length({player}) AS INTEGER)")).Items).Value.GetRawText());

    [SkippableFact]
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

    private SqlSourceDefinition Definition(params SqlQuery[] queries) => Of(queries);

    // Lets somebody write after the first query of each unit.
    private sealed class Interrupted(ISqlDatabase database, Action write) : ISqlDatabase
    {
        public string Description => database.Description;

        public int Connections => database.Connections;

        public ValueTask<System.Data.Common.DbConnection> OpenAsync(CancellationToken cancellation) => database.OpenAsync(cancellation);

        public async ValueTask<System.Data.Common.DbTransaction> BeginAsync(System.Data.Common.DbConnection connection, CancellationToken cancellation)
        {
            var transaction = await database.BeginAsync(connection, cancellation);
            await using var first = connection.CreateCommand();
            (first.CommandText, first.Transaction) = ("SELECT count(*) FROM games", transaction);
            await first.ExecuteScalarAsync(cancellation);
            write();
            return transaction;
        }

        public string Placeholder(int index) => database.Placeholder(index);

        public System.Data.Common.DbParameter Parameter(int index) => database.Parameter(index);

        public BackfillException Failure(string place, System.Data.Common.DbException error) => database.Failure(place, error);
    }
}
