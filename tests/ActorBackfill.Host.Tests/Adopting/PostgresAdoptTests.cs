using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Adopting;

/// <summary>What another program has done in PostgreSQL.</summary>
public sealed class PostgresAdoptTests() : AdoptTests(_ => new PostgresSinks());
