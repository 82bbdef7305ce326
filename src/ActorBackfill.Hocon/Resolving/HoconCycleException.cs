namespace ActorBackfill.Hocon;

/// <summary>Unwinds to the substitution that closed a cycle; never leaves the resolver.</summary>
internal sealed class HoconCycleException : Exception;
