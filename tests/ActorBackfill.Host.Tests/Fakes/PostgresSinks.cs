using System.Globalization;
using ActorBackfill.Tests.Shared;
using Npgsql;

namespace ActorBackfill.Host.Tests.Fakes;

/// <summary>Sinks in PostgreSQL: a schema each on the tests' server.</summary>
internal sealed class PostgresSinks : TestSinks
{
    private readonly Dictionary<string, string> _sinks = [];

    public override string[] Flags(string name) => ["--sink", Address(name)];

    /// <summary>Gets the address of a sink, as a user gives it.</summary>
    public string Address(string name) => _sinks.TryGetValue(name, out var sink) ? sink : _sinks[name] = TestPostgres.Require().NewSink();

    public override IReadOnlyList<string[]> Rows(string name, string sql)
    {
        using var connection = CommitWatch.Connect(Address(name));
        using var command = new NpgsqlCommand(sql, connection);
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => Text(reader.GetValue(i)))]);
        }

        return rows;
    }

    public override string Member(string column, string member) => $"CAST(CAST({column} AS json) ->> '{member}' AS bigint)";

    public override bool Exists(string name) => Rows(name, "SELECT count(*) FROM pg_namespace WHERE nspname = current_setting('search_path')")[0][0] == "1";

    public override void Change(string name, string sql)
    {
        using var connection = CommitWatch.Connect(Address(name));
        using var command = new NpgsqlCommand($"CREATE SCHEMA IF NOT EXISTS {Schema(connection)}; {sql}", connection);
        command.ExecuteNonQuery();
    }

    public override async Task<ICommitWatch> WatchAsync(string name) => await CommitWatch.StartAsync(Address(name));

    private static string Schema(NpgsqlConnection connection) => new NpgsqlConnectionStringBuilder(connection.ConnectionString).SearchPath!;

    private static string Text(object value) => value switch
    {
        DBNull => "",
        bool flag => flag ? "1" : "0",
        DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
