using Akka.Persistence.Sql.Storage;

namespace Akka.Persistence.Sql.Journal;

/// <summary>Reads the next events in order, so many that no read stands long in the way of a write.</summary>
internal sealed class ReadPage(JournalSql sql, string persistenceId, long from, long to, long limit) : StorageWork<List<StoredRow>>
{
    private string? _manifest;
    private string? _writer;

    public override bool Writes => false;

    protected override List<StoredRow> Query(StorageSession session)
    {
        var rows = new List<StoredRow>();
        using var reader = session.Read(sql.Page, persistenceId, from, to, limit);
        while (reader.Read())
        {
            rows.Add(new StoredRow(
                reader.GetInt64(0),
                reader.GetInt64(1),
                reader.GetFieldValue<byte[]>(2),
                reader.IsDBNull(3) ? null : Same(ref _manifest, reader.GetString(3)),
                reader.IsDBNull(4) ? null : reader.GetInt32(4),
                reader.IsDBNull(5) ? null : Same(ref _writer, reader.GetString(5))));
        }
        return rows;
    }

    // Neighbours mostly share both texts; a million events need not keep a million copies.
    private static string Same(ref string? last, string text) => last == text ? last : last = text;
}
