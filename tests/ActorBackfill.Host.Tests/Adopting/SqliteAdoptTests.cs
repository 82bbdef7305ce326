using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Adopting;

/// <summary>What another program has done in SQLite.</summary>
public sealed class SqliteAdoptTests() : AdoptTests(directory => new SqliteSinks(directory));
