using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Healing;

/// <summary>Rows made again in PostgreSQL.</summary>
public sealed class PostgresHealTests() : HealTests(_ => new PostgresSinks());
