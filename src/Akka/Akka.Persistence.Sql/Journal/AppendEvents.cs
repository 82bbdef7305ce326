using Akka.Persistence.Sql.Storage;

namespace Akka.Persistence.Sql.Journal;

/// <summary>Inserts the events of one write, all or none.</summary>
internal sealed class AppendEvents(JournalSql sql, JournalSettings settings, string writerUuid, IReadOnlyList<JournalRow> rows) : StorageWork<int>
{
    public override int Rows => rows.Count;

    public override long Bytes { get; } = rows.Sum(row => (long)row.Message.Length);

    protected override int Query(StorageSession session)
    {
        for (var i = 0; i < rows.Count; i++)
            Insert(session, rows[i]);
        return rows.Count;
    }

    private void Insert(StorageSession session, in JournalRow row)
    {
        if (row.Tags.Count == 0 || !settings.TagTable)
        {
            _ = session.Execute(sql.Insert, Values(row));
            return;
        }
        var ordering = session.Scalar(sql.InsertForOrdering, Values(row));
        foreach (var tag in row.Tags)
            _ = session.Execute(sql.InsertTag, ordering, tag, row.SequenceNr, row.PersistenceId);
    }

    private object?[] Values(in JournalRow row)
    {
        var values = new object?[6 + (settings.WriterUuid ? 1 : 0) + (settings.TagColumn ? 1 : 0)];
        values[0] = row.Created;
        values[1] = row.PersistenceId;
        values[2] = row.SequenceNr;
        values[3] = row.Message;
        values[4] = row.Manifest;
        values[5] = row.Identifier;
        if (settings.WriterUuid)
            values[6] = writerUuid;
        if (settings.TagColumn)
            values[^1] = row.Tags.Count == 0 ? null : settings.TagSeparator + string.Join(settings.TagSeparator, row.Tags) + settings.TagSeparator;
        return values;
    }
}
