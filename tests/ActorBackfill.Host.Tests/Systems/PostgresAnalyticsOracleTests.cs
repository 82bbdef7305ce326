using ActorBackfill.Host.Tests.Fakes;
using Xunit.Abstractions;

namespace ActorBackfill.Host.Tests.Systems;

/// <summary>The analytics backfills into PostgreSQL: a schema a sink.</summary>
[Trait("Category", "Soak")]
public sealed class PostgresAnalyticsOracleTests(ITestOutputHelper output) : AnalyticsOracleTests(output)
{
    private protected override TestSinks Sinks(string directory) => new PostgresSinks();
}
