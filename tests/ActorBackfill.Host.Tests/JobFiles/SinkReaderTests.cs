using ActorBackfill.Connectors.Postgres;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Host.Tests.JobFiles;

public sealed class SinkReaderTests
{
    [Fact]
    public void A_column_is_a_path_and_a_type()
    {
        var table = Table("t { key = [a], columns { a = x.y, b = \"^.z as integer\", c { path = \"$unit.date\", type = date, volatile = true }, d = \"a as as text\" } }");

        Assert.Equal(
            [
                new ColumnDefinition("a", "x.y"), new ColumnDefinition("b", "^.z", ColumnType.Integer),
                new ColumnDefinition("c", "$unit.date", ColumnType.Date, true), new ColumnDefinition("d", "a as"),
            ],
            table.Columns.AsEnumerable());
        Assert.Equal("a", Assert.Single(table.Key));
        Assert.Null(table.Update);
    }

    [Fact]
    public void An_empty_list_of_updates_keeps_the_old_row() => Assert.Empty(Table("t { key = [a], columns { a = a, b = b }, update = [] }").Update!.Value);

    [Fact]
    public void The_flag_gives_the_path_over_the_file() => Assert.Equal(
        "/elsewhere.db", Assert.IsType<SqliteSinkDefinition>(JobText.Load("", r => r with { SinkPath = "/elsewhere.db" }).Sink).Path);

    [Fact]
    public void The_flag_alone_is_enough() => Assert.Equal(
        "x.db", Assert.IsType<SqliteSinkDefinition>(JobText.Load("sink.path = null", r => r with { SinkPath = "x.db" }).Sink).Path);

    [Fact]
    public void A_server_is_an_address_with_a_password_from_elsewhere_and_a_pool()
    {
        var job = JobText.Load("sink { path = null, type = postgres, dsn = \"postgres://ann@db:5433/dogs?schema=races\", password = \"sesame;open\", pool { min = 5, max = 20 } }");

        var sink = Assert.IsType<PostgresSinkDefinition>(job.Sink);
        Assert.Equal((5, 20), (sink.MinPool, sink.MaxPool));
        Assert.Equal("postgres://ann@db:5433/dogs?schema=races", PostgresAddress.Parse(sink.Dsn).Text);
        Assert.Contains("sesame;open", sink.Dsn, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", $"{sink} {job}", StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_under_path_is_a_server_whatever_the_type_says() => Assert.Equal(
        "postgres://ann@db:5432/dogs", PostgresAddress.Parse(Assert.IsType<PostgresSinkDefinition>(JobText.Load("sink.path = \"postgres://ann@db/dogs\"").Sink).Dsn).Text);

    [Theory]
    [InlineData("postgres://ann:sesame@db/dogs", "postgres://ann@db:5432/dogs")]
    [InlineData("Host=db;Username=ann;Password=sesame;Database=dogs;Port=5433", "postgres://ann@db:5433/dogs")]
    public void The_flag_gives_another_database_over_the_file(string flag, string address)
    {
        var sink = Assert.IsType<PostgresSinkDefinition>(JobText.Load("", r => r with { SinkPath = flag }).Sink);

        Assert.Equal(address, PostgresAddress.Parse(sink.Dsn).Text);
        Assert.Equal(address, SinkDatabases.WithoutSecret(flag));
    }

    [Theory]
    [InlineData("sink.password=sesame", "sink.password=***")]
    [InlineData("sink.dsn=\"postgres://ann:sesame@db/dogs\"", "sink.dsn=postgres://ann@db:5432/dogs")]
    [InlineData("postgres://ann:sesame@db:x/dogs", "postgres://...")]
    [InlineData("source.base=http://db/dogs", "source.base=http://db/dogs")]
    [InlineData("days.db", "days.db")]
    public void Arguments_are_repeated_without_passwords(string argument, string printed) => Assert.Equal(printed, SinkDatabases.WithoutSecret(argument));

    [Fact]
    public void Bad_rows_fail_their_unit_or_are_rejected_up_to_a_share()
    {
        Assert.Equal(new RowPolicy(), JobText.Load().Sink.Rows);
        Assert.Equal(
            new RowPolicy { BadRows = BadRows.RejectRow, MaxRejectPercent = 0.5 }, JobText.Load("sink { bad-rows = reject-row, max-rejects = 0.5% }").Sink.Rows);
    }

    [Theory]
    [InlineData("sink.bad-rows = skip", "sink.bad-rows: \"skip\": expected fail-unit, reject-row")]
    [InlineData("sink.max-rejects = 101%", "sink.max-rejects: '101%': expected a share from 0% to 100%")]
    [InlineData("sink.max-rejects = 5", "sink.max-rejects: '5': expected a share from 0% to 100%")]
    [InlineData("sink.path = null", "sink.path: is missing: give path = FILE, or --sink")]
    [InlineData("sink.path = \":memory:\"", "sink.path: ':memory:': expected the path of a file; progress lives beside the rows")]
    [InlineData("sink.type = postgress", "sink.type: \"postgress\": expected sqlite, postgres; did you mean postgres?")]
    [InlineData("sink { path = null, type = postgres }", "sink.dsn: is missing: give dsn = \"postgres://user@host:port/database\", or --sink")]
    [InlineData("sink.path = \"postgres://u:sesame@db:x/d\"", "sink.path: its port is no number from 1 to 65,535")]
    [InlineData("sink { path = \"postgres://db/d\", dsn = \"postgres://db/e\" }", "sink.path: is an address, and dsn is one too: give one of them, or --sink")]
    [InlineData("sink { path = null, type = postgres, dsn = \"sesame@db\" }", "sink.dsn: is no address of a PostgreSQL database: expected postgres://user@host:port/database, or Host=...;Database=...;Username=... as Npgsql reads them")]
    [InlineData("sink { path = null, type = postgres, dsn = \"postgres://u:sesame@db:x/d\" }", "sink.dsn: its port is no number from 1 to 65,535")]
    [InlineData("sink { path = null, type = postgres, dsn = \"postgres://u:sesame@db/d?multiplexing=true\" }", "sink.dsn: 'Multiplexing' cannot be set here: it would print rows, or change what a commit is; for the pool there is sink.pool")]
    [InlineData("sink { path = null, type = postgres, dsn = \"postgres://db/d\", pool { min = 5, max = 4 } }", "sink.pool.min: 5: is more than max, 4")]
    [InlineData("sink { path = null, type = postgres, dsn = \"postgres://db/d\", pool.max = 0 }", "sink.pool.max: 0: must be 1 to 1,000")]
    [InlineData("sink.tables = null", "sink.tables: a sink has at least one table")]
    [InlineData("sink.tables.backfill_x { key = [a], columns { a = a } }", "sink.tables.backfill_x: name of a table: names that start with '_' or 'backfill_' are ours")]
    [InlineData("sink.tables.SQLITE_x { key = [a], columns { a = a } }", "sink.tables.SQLITE_x: name of a table: names that start with 'sqlite_' are the database's")]
    [InlineData("sink.tables.\"a-b\" { key = [a], columns { a = a } }", "sink.tables.a-b: name of a table: 1 to 63 letters, digits or '_', and no digit first")]
    [InlineData("sink.tables.Days { key = [a], columns { a = a } }", "sink.tables.Days: the database takes Days and days for the same name")]
    [InlineData("sink.tables.t { key = [a], columns { a = a, _b = b } }", "sink.tables.t.columns._b: name of a column: names that start with '_' or 'backfill_' are ours")]
    [InlineData("sink.tables.t { key = [a], columns { a = a, A = b } }", "sink.tables.t.columns.A: the database takes A and a for the same name")]
    [InlineData("sink.tables.t { columns { a = a } }", "sink.tables.t.key: at least one column identifies a row")]
    [InlineData("sink.tables.t { key = [], columns { a = a } }", "sink.tables.t.key: at least one column identifies a row")]
    [InlineData("sink.tables.t { key = [gameid], columns { game_id = a } }", "sink.tables.t.key[0]: 'gameid' is no column of the table; did you mean game_id?")]
    [InlineData("sink.tables.t { key = [a, a], columns { a = a } }", "sink.tables.t.key[1]: 'a' stands in the list already")]
    [InlineData("sink.tables.t { key = [a], columns { a = a }, update = [b] }", "sink.tables.t.update[0]: 'b' is no column of the table")]
    [InlineData("sink.tables.t { key = [a], columns { a = a }, update = [a] }", "sink.tables.t.update[0]: 'a' is part of the key, which is never updated")]
    [InlineData("sink.tables.t { key = [a], columns { a = \"a as reel\" } }", "sink.tables.t.columns.a: 'reel' is no type; there are text, integer, real, boolean, date, timestamp, json; did you mean real?")]
    [InlineData("sink.tables.t { key = [a], columns { a { path = a, type = reel } } }", "sink.tables.t.columns.a.type: \"reel\": expected text, integer, real, boolean, date, timestamp, json; did you mean real?")]
    [InlineData("sink.tables.t { key = [a], columns { a { type = real } } }", "sink.tables.t.columns.a.path: is missing")]
    [InlineData("sink.tables.t { key = [a], columns { a = \"x[1\" } }", "sink.tables.t.columns.a: 'x[1': '[' at 2 is not closed")]
    [InlineData("sink.tables.t { key = [a], columns { a = \"$unit.dates\" } }", "sink.tables.t.columns.a: '$unit.dates': the plan has no such dimension; it has date; did you mean date?")]
    [InlineData("sink.tables.t { key = [a], columns { a = a }, updates = [] }", "sink.tables.t.updates: unknown key; did you mean update?")]
    public void A_wrong_sink_is_named_with_its_value(string line, string error) =>
        Assert.EndsWith(": " + error, JobText.Error(line), StringComparison.Ordinal);

    [Fact]
    public void A_table_without_columns_says_so_once() => Assert.Equal(
        ["a.conf:5:15: sink.tables.t.columns: a table has at least one column", "a.conf:5:24: sink.tables.t.key[0]: 'a' is no column of the table"],
        JobText.Errors("sink.tables.t { key = [a] }").AsEnumerable());

    private static TableDefinition Table(string table) => JobText.Load($"sink.tables.{table}").Sink.Tables[1];
}
