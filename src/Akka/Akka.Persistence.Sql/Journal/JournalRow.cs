namespace Akka.Persistence.Sql.Journal;

/// <summary>A row of the table <c>journal</c> as it is written.</summary>
/// <param name="PersistenceId">Whose event.</param>
/// <param name="SequenceNr">From 1.</param>
/// <param name="Created">UTC ticks.</param>
/// <param name="Message">What the serializer made of the payload.</param>
/// <param name="Manifest">What the serializer needs to read it again; empty when it needs nothing.</param>
/// <param name="Identifier">The serializer's id.</param>
/// <param name="Tags">Empty for almost all.</param>
internal readonly record struct JournalRow(
    string PersistenceId, long SequenceNr, long Created, byte[] Message, string Manifest, int Identifier, IReadOnlyCollection<string> Tags);

/// <summary>A row of the table <c>journal</c> as it is read.</summary>
internal readonly record struct StoredRow(
    long SequenceNr, long Created, byte[] Message, string? Manifest, int? Identifier, string? WriterUuid);
