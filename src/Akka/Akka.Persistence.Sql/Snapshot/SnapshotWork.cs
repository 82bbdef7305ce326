using Akka.Persistence.Sql.Storage;

namespace Akka.Persistence.Sql.Snapshot;

/// <summary>Stores one snapshot, in place of an older one of the same number.</summary>
internal sealed class SaveRow(SnapshotRow row) : StorageWork<int>
{
    public override long Bytes => row.Snapshot.Length;

    protected override int Query(StorageSession session) => session.Execute(
        SnapshotSql.Save, row.PersistenceId, row.SequenceNr, row.Created, row.Snapshot, row.Manifest, row.SerializerId);
}

/// <summary>Reads the newest snapshot of a range; null when there is none.</summary>
internal sealed class LoadRow(SnapshotRange range) : StorageWork<SnapshotRow?>
{
    public override bool Writes => false;

    protected override SnapshotRow? Query(StorageSession session)
    {
        using var reader = session.Read(
            SnapshotSql.Load, range.PersistenceId, range.MinSequenceNr, range.MaxSequenceNr, range.From, range.To);
        return !reader.Read() ? null : new SnapshotRow(
            range.PersistenceId,
            reader.GetInt64(0),
            reader.GetInt64(1),
            reader.IsDBNull(2) ? [] : reader.GetFieldValue<byte[]>(2),
            reader.IsDBNull(3) ? null : reader.GetString(3),
            reader.IsDBNull(4) ? null : reader.GetInt32(4));
    }
}

/// <summary>Deletes the snapshots of a range.</summary>
internal sealed class DeleteRows(SnapshotRange range) : StorageWork<int>
{
    protected override int Query(StorageSession session) => session.Execute(
        SnapshotSql.Delete, range.PersistenceId, range.MinSequenceNr, range.MaxSequenceNr, range.From, range.To);
}
