using Akka.Persistence.Sql.Storage;

namespace Akka.Persistence.Sql.Journal;

/// <summary>The journal's tables as Akka.Persistence.Sql makes them by default.</summary>
internal static class JournalTables
{
    public static StorageSchema Make(JournalSettings settings, ColumnTypes types) =>
        new(
        [
            .. types.Before,
            Journal(settings, types),
            .. types.Unique is null ? [UniqueIndex] : Array.Empty<string>(),
            .. JournalIndexes,
            .. settings.TagTable ? Tags(types) : [],
            .. settings.DeleteCompatibility ? [Metadata(types)] : Array.Empty<string>(),
            .. types.After,
        ]);

    private const string UniqueIndex = "CREATE UNIQUE INDEX IF NOT EXISTS journal_uq ON journal (persistence_id, sequence_number)";

    private static readonly string[] JournalIndexes =
    [
        "CREATE INDEX IF NOT EXISTS journal_created_idx ON journal (created)",
        "CREATE INDEX IF NOT EXISTS journal_sequence_number_idx ON journal (sequence_number)",
    ];

    private static string Journal(JournalSettings settings, ColumnTypes types) =>
        $"""
        CREATE TABLE IF NOT EXISTS journal (
            ordering {types.Key},
            created {types.Long} NOT NULL,
            deleted {types.Bit} NOT NULL,
            persistence_id {types.Text(255)} NOT NULL,
            sequence_number {types.Long} NOT NULL,
            message {types.Bytes} NOT NULL,
            manifest {types.Text(500)} NULL,
            identifier {types.Int} NULL{(settings.WriterUuid ? $",\n    writer_uuid {types.Text(128)} NULL" : "")}{(settings.TagColumn ? $",\n    tags {types.Text(100)} NULL" : "")}{Constraint(types.PrimaryKey)}{Constraint(types.Unique)}
        )
        """;

    private static string[] Tags(ColumnTypes types) =>
    [
        $"""
        CREATE TABLE IF NOT EXISTS tags (
            ordering_id {types.Number} NOT NULL,
            tag {types.Text(64)} NOT NULL,
            sequence_nr {types.Number} NOT NULL,
            persistence_id {types.Text(255)} NOT NULL,
            CONSTRAINT "PK_tags" PRIMARY KEY (ordering_id, tag)
        )
        """,
        "CREATE INDEX IF NOT EXISTS tags_persistence_id_sequence_nr_idx ON tags (persistence_id, sequence_nr)",
        "CREATE INDEX IF NOT EXISTS tags_tag_idx ON tags (tag)",
    ];

    private static string Metadata(ColumnTypes types) =>
        $"""
        CREATE TABLE IF NOT EXISTS journal_metadata (
            persistence_id {types.Text(255)} NOT NULL,
            sequence_number {types.Long} NOT NULL,
            CONSTRAINT "PK_journal_metadata" PRIMARY KEY (persistence_id, sequence_number)
        )
        """;

    private static string Constraint(string? text) => text is null ? "" : $",\n    {text}";
}
