using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Healing;

/// <summary>Rows made again in SQLite.</summary>
public sealed class SqliteHealTests() : HealTests(directory => new SqliteSinks(directory));
