namespace ActorBackfill.Connectors.Sqlite;

/// <summary>A job's state directory cannot be written, so there can be no journal. Exit 6.</summary>
/// <param name="message">Which directory, and why.</param>
/// <param name="inner">The system's exception.</param>
public sealed class StateUnusableException(string message, Exception inner) : Exception(message, inner);
