using ActorBackfill.Host.Tests.Fakes;
using Xunit.Abstractions;

namespace ActorBackfill.Host.Tests.Real;

/// <summary>Parcels into PostgreSQL.</summary>
public sealed class PostgresPropertyOracleTests(ITestOutputHelper output) : PropertyOracleTests(output)
{
    private protected override TestSinks Sinks(string directory) => new PostgresSinks();
}
