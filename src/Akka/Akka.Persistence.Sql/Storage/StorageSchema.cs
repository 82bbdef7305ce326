namespace Akka.Persistence.Sql.Storage;

/// <summary>Statements that make the tables of one plugin where they are missing.</summary>
/// <param name="Statements">In order; each may run any number of times.</param>
internal sealed record StorageSchema(IReadOnlyList<string> Statements);
