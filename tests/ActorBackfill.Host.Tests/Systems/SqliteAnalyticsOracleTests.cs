using ActorBackfill.Host.Tests.Fakes;
using Xunit.Abstractions;

namespace ActorBackfill.Host.Tests.Systems;

/// <summary>The analytics backfills into SQLite.</summary>
public sealed class SqliteAnalyticsOracleTests(ITestOutputHelper output) : AnalyticsOracleTests(output)
{
    private protected override TestSinks Sinks(string directory) => new SqliteSinks(directory);
}
