using ActorBackfill.Host.Tests.Fakes;
using Xunit.Abstractions;

namespace ActorBackfill.Host.Tests.Systems;

/// <summary>Race days into PostgreSQL.</summary>
public sealed class PostgresHongKongRacingTests(ITestOutputHelper output) : HongKongRacingTests(output)
{
    private protected override TestSinks Sinks(string directory) => new PostgresSinks();
}
