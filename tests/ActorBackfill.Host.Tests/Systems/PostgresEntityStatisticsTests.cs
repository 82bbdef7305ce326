using ActorBackfill.Host.Tests.Fakes;
using Xunit.Abstractions;

namespace ActorBackfill.Host.Tests.Systems;

/// <summary>Statistics of entities into PostgreSQL.</summary>
public sealed class PostgresEntityStatisticsTests(ITestOutputHelper output) : EntityStatisticsTests(output)
{
    private protected override TestSinks Sinks(string directory) => new PostgresSinks();
}
