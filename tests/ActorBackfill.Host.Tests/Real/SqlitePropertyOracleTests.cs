using ActorBackfill.Host.Tests.Fakes;
using Xunit.Abstractions;

namespace ActorBackfill.Host.Tests.Real;

/// <summary>Parcels into SQLite.</summary>
public sealed class SqlitePropertyOracleTests(ITestOutputHelper output) : PropertyOracleTests(output)
{
    private protected override TestSinks Sinks(string directory) => new SqliteSinks(directory);
}
