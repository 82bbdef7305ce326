using Akka.Persistence.Sql.Storage;

namespace Akka.Persistence.Sql.Snapshot;

/// <summary>The table <c>snapshot</c> and its statements.</summary>
internal static class SnapshotSql
{
    private const string Selected =
        "persistence_id = @persistence_id AND sequence_number >= @min AND sequence_number <= @max AND created >= @from AND created <= @to";

    public static Statement Save { get; } = new(
        "INSERT INTO snapshot (persistence_id, sequence_number, created, snapshot, manifest, serializer_id) "
        + "VALUES (@persistence_id, @sequence_number, @created, @snapshot, @manifest, @serializer_id) "
        + "ON CONFLICT (persistence_id, sequence_number) DO UPDATE SET created = excluded.created, snapshot = excluded.snapshot, "
        + "manifest = excluded.manifest, serializer_id = excluded.serializer_id",
        "@persistence_id", "@sequence_number", "@created", "@snapshot", "@manifest", "@serializer_id");

    public static Statement Load { get; } = new(
        $"SELECT sequence_number, created, snapshot, manifest, serializer_id FROM snapshot WHERE {Selected} ORDER BY sequence_number DESC LIMIT 1",
        "@persistence_id", "@min", "@max", "@from", "@to");

    public static Statement Delete { get; } = new(
        $"DELETE FROM snapshot WHERE {Selected}",
        "@persistence_id", "@min", "@max", "@from", "@to");

    public static StorageSchema Schema(ColumnTypes types) => new(
    [
        .. types.Before,
        $"""
        CREATE TABLE IF NOT EXISTS snapshot (
            persistence_id {types.Text(255)} NOT NULL,
            sequence_number {types.Long} NOT NULL,
            created {types.Long} NOT NULL,
            snapshot {types.Bytes} NULL,
            manifest {types.Text(500)} NULL,
            serializer_id {types.Int} NULL,
            CONSTRAINT "PK_snapshot" PRIMARY KEY (persistence_id, sequence_number)
        )
        """,
        "CREATE INDEX IF NOT EXISTS snapshot_sequence_number_idx ON snapshot (sequence_number)",
        "CREATE INDEX IF NOT EXISTS snapshot_created_idx ON snapshot (created)",
        .. types.After,
    ]);
}
