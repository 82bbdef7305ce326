using ActorBackfill.Host.Tests.Fakes;
using Xunit.Abstractions;

namespace ActorBackfill.Host.Tests.Systems;

/// <summary>Race days into SQLite.</summary>
public sealed class SqliteHongKongRacingTests(ITestOutputHelper output) : HongKongRacingTests(output)
{
    private protected override TestSinks Sinks(string directory) => new SqliteSinks(directory);
}
