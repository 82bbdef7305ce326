using System.Globalization;
using ActorBackfill.Host.Tests.Fakes;
using ActorBackfill.Tests.Shared;
using Npgsql;

namespace ActorBackfill.Host.Tests.Systems;

/// <summary>The analytics backfills into PostgreSQL: a schema a sink.</summary>
[Trait("Category", "Soak")]
public sealed class PostgresAnalyticsOracleTests : AnalyticsOracleTests
{
    private readonly Dictionary<string, string> _sinks = [];

    private protected override string[] SinkFlags(string name) => ["--sink", Sink(name)];

    private protected override IReadOnlyList<string[]> Rows(ReplayedJob replayed, string name, string sql)
    {
        using var connection = CommitWatch.Connect(Sink(name));
        using var command = new NpgsqlCommand(sql, connection);
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => Text(reader.GetValue(i)))]);
        }

        return rows;
    }

    private string Sink(string name) => _sinks.TryGetValue(name, out var sink) ? sink : _sinks[name] = TestPostgres.Require().NewSink();

    private static string Text(object value) => value switch
    {
        DBNull => "",
        bool flag => flag ? "1" : "0",
        DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
