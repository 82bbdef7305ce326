using ActorBackfill.Connectors.Sql;
using ActorBackfill.Connectors.Tests.Http.Fixtures;
using ActorBackfill.Connectors.Tests.Postgres;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Tests.Sql;

public sealed class PostgresSqlSourceTests : SqlSourceConformance, IDisposable
{
    private readonly PostgresSchema _schema = new();

    public PostgresSqlSourceTests() => _schema.Execute(Tables);

    protected override string[] Complaints => ["relation \"gmaes\" does not exist", "column \"ptz\" does not exist", "syntax error at or near", "syntax error at or near"];

    protected override (string Sql, string Said)[] Formless =>
    [
        ("SELECT '\\x00ff'::bytea AS b", "column 'b' is a blob"),
        ("SELECT 'infinity'::float8 AS b", "column 'b' is a number that is not finite"),
        ("SELECT 'NaN'::numeric AS b", "column 'b' is a numeric that has no form in a document"),
        ("SELECT ARRAY[1, 2] AS b", "column 'b' is a Int32[], which has no form in a document"),
    ];

    public void Dispose() => _schema.Dispose();

    [SkippableFact]
    public async Task Types_of_ones_own_tables_are_what_they_are_in_job_files()
    {
        var unit = await FetchAsync(Of([new SqlQuery(null, """
            SELECT true AS yes, DATE '2021-11-15' AS day, TIME '19:30' AS at, TIMESTAMPTZ '2021-11-15 19:30+00' AS moment, 1.50::numeric AS price,
              2::smallint AS small, 9007199254740993::bigint AS large, '{{"a": [1]}}'::jsonb AS doc, '0f8fad5b-d9cb-469f-a165-70867728950e'::uuid AS id,
              NULL::int AS nothing, DATE '2021-11-15' = {date} AS same
            """)]));
        Assert.Equal(
            """{"yes":true,"day":"2021-11-15","at":"19:30:00","moment":"2021-11-15T19:30:00.0000000Z","price":1.50,"small":2,"large":9007199254740993,"doc":"{\u0022a\u0022: [1]}","id":"0f8fad5b-d9cb-469f-a165-70867728950e","nothing":null,"same":true}""",
            Assert.Single(unit.Items).Value.GetRawText());
    }

    [SkippableFact]
    public async Task More_workers_than_connections_wait_for_one()
    {
        await using var source = new SqlSource(Of([new SqlQuery(null, "SELECT count(*) AS n FROM pg_stat_activity WHERE application_name = 'backfill source'")]), ["player", "date"]);
        var counts = await Task.WhenAll(Enumerable.Range(0, 200).Select(async _ => (await Task.Run(() => FetchAsync(source))).Items[0].Value.GetProperty("n").GetInt32()));
        Assert.InRange(counts.Max(), 1, PostgresDatabase.MostConnections);
    }

    [SkippableFact]
    public async Task A_query_that_takes_too_long_is_ended_by_the_server()
    {
        var error = await Assert.ThrowsAsync<BackfillException>(() => FetchAsync(Of([new SqlQuery(null, "SELECT pg_sleep(300)")]) with { Timeout = TimeSpan.FromMilliseconds(50) }));
        Assert.Equal((FailureCategory.Timeout, true), (error.Category, error.CanRetry));
        Assert.EndsWith("canceling statement due to statement timeout, SQLSTATE 57014 (source.timeout)", error.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("40001", FailureCategory.Transient, true)]
    [InlineData("53300", FailureCategory.Transient, true)]
    [InlineData("42P01", FailureCategory.SourceSchema, false)]
    [InlineData("22P02", FailureCategory.InvalidData, false)]
    public async Task What_the_server_says_decides_whether_the_unit_is_tried_again(string state, FailureCategory category, bool canRetry)
    {
        _schema.Execute($"CREATE FUNCTION fails() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RAISE 'made by a test' USING ERRCODE = '{state}'; END $$");
        var error = await Assert.ThrowsAsync<BackfillException>(() => FetchAsync(Of([new SqlQuery(null, "SELECT fails() AS f")])));
        Assert.Equal((category, canRetry), (error.Category, error.CanRetry));
        Assert.Contains($"source.query on {_schema.Address.Text}: made by a test, SQLSTATE {state}", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task After_a_restart_of_the_server_one_attempt_fails_and_not_one_for_each_connection()
    {
        await using var source = new SqlSource(Of([new SqlQuery(null, "SELECT pts FROM games WHERE player = {player}")]), ["player", "date"]);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => FetchAsync(source))));
        _schema.Execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'backfill source'");

        var error = await Assert.ThrowsAsync<BackfillException>(() => FetchAsync(source));

        Assert.Equal((FailureCategory.Transient, true), (error.Category, error.CanRetry));
        Assert.Equal(2, (await FetchAsync(source)).Items.Count);
    }

    [SkippableFact]
    public async Task A_server_that_is_away_is_worth_another_attempt_and_a_user_that_is_refused_is_not()
    {
        var away = await Assert.ThrowsAsync<BackfillException>(() => FetchAsync(Of([new SqlQuery(null, "SELECT 1 AS n")]) with { Dsn = "postgres://me:secret@127.0.0.1:1/db" }));
        var none = await Assert.ThrowsAsync<BackfillException>(() => FetchAsync(Of([new SqlQuery(null, "SELECT 1 AS n")]) with { Dsn = $"postgres://nobody@127.0.0.1:{_schema.Server.Port}/postgres" }));

        Assert.Equal((FailureCategory.Transient, true), (away.Category, away.CanRetry));
        Assert.Equal((FailureCategory.Auth, false), (none.Category, none.CanRetry));
        Assert.DoesNotContain("secret", away.ToString(), StringComparison.Ordinal);
    }

    protected override SqlSourceDefinition Of(SqlQuery[] queries) =>
        new(_schema.Address.Text, [.. queries], null, new CapsDefinition()) { Dsn = _schema.Address.Secret };

    internal override ISqlDatabase Database() => new PostgresDatabase(_schema.Address, TimeSpan.FromSeconds(100));

    protected override void Execute(string sql) => _schema.Execute(sql);

    private static async Task<FetchedUnit> FetchAsync(SqlSourceDefinition definition)
    {
        await using var source = new SqlSource(definition, ["player", "date"]);
        return await FetchAsync(source);
    }

    private static async Task<FetchedUnit> FetchAsync(SqlSource source) => await source.FetchAsync(
        new PlanUnit(0, 0, "u", [new("date", "2021-11-15"), new("player", "p1")]), new FakeGate(), CancellationToken.None);
}
