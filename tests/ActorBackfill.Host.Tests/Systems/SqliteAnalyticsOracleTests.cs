namespace ActorBackfill.Host.Tests.Systems;

/// <summary>The analytics backfills into SQLite.</summary>
public sealed class SqliteAnalyticsOracleTests : AnalyticsOracleTests
{
    private protected override string[] SinkFlags(string name) => ["--sink", name + ".db"];

    private protected override IReadOnlyList<string[]> Rows(ReplayedJob replayed, string name, string sql) => replayed.Rows(sql, name + ".db");
}
