using ActorBackfill.Host.Tests.Fakes;
using Xunit.Abstractions;

namespace ActorBackfill.Host.Tests.Systems;

/// <summary>Statistics of entities into SQLite.</summary>
public sealed class SqliteEntityStatisticsTests(ITestOutputHelper output) : EntityStatisticsTests(output)
{
    private protected override TestSinks Sinks(string directory) => new SqliteSinks(directory);
}
