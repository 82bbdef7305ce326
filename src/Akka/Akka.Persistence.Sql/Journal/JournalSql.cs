using Akka.Persistence.Sql.Storage;

namespace Akka.Persistence.Sql.Journal;

/// <summary>The journal's statements.</summary>
internal sealed class JournalSql
{
    private const string Columns = "created, deleted, persistence_id, sequence_number, message, manifest, identifier";
    private static readonly string[] Values = ["@created", "@persistence_id", "@sequence_number", "@message", "@manifest", "@identifier"];

    public JournalSql(JournalSettings settings, ColumnTypes types)
    {
        var columns = Columns + (settings.WriterUuid ? ", writer_uuid" : "") + (settings.TagColumn ? ", tags" : "");
        var values = $"@created, {types.No}, @persistence_id, @sequence_number, @message, @manifest, @identifier"
            + (settings.WriterUuid ? ", @writer_uuid" : "") + (settings.TagColumn ? ", @tags" : "");
        string[] names = [.. Values, .. settings.WriterUuid ? ["@writer_uuid"] : Array.Empty<string>(), .. settings.TagColumn ? ["@tags"] : Array.Empty<string>()];
        Insert = new Statement($"INSERT INTO journal ({columns}) VALUES ({values})", names);
        InsertForOrdering = new Statement(Insert.Text + " RETURNING ordering", names);
        Page = new Statement(
            $"SELECT sequence_number, created, message, manifest, identifier, {(settings.WriterUuid ? "writer_uuid" : "NULL")} FROM journal "
            + $"WHERE persistence_id = @persistence_id AND sequence_number >= @from AND sequence_number <= @to AND deleted = {types.No} "
            + "ORDER BY sequence_number LIMIT @limit",
            "@persistence_id", "@from", "@to", "@limit");
        MarkDeleted = new Statement(
            $"UPDATE journal SET deleted = {types.Yes} WHERE persistence_id = @persistence_id AND sequence_number <= @to AND deleted = {types.No}",
            "@persistence_id", "@to");
        RemoveMarked = new Statement(
            "DELETE FROM journal WHERE persistence_id = @persistence_id AND sequence_number < "
            + $"(SELECT MAX(sequence_number) FROM journal WHERE persistence_id = @persistence_id AND deleted = {types.Yes})",
            "@persistence_id");
        RememberDeleted = new Statement(
            "INSERT INTO journal_metadata (persistence_id, sequence_number) "
            + $"SELECT persistence_id, MAX(sequence_number) FROM journal WHERE persistence_id = @persistence_id AND deleted = {types.Yes} "
            + "GROUP BY persistence_id ON CONFLICT DO NOTHING",
            "@persistence_id");
        Schema = settings.Storage.Create ? JournalTables.Make(settings, types) : null;
    }

    /// <summary>Tables of the journal; null when they are made by others.</summary>
    public StorageSchema? Schema { get; }

    public Statement Insert { get; }

    /// <summary>The same, answering the row's key for its tags.</summary>
    public Statement InsertForOrdering { get; }

    public Statement Page { get; }

    public Statement InsertTag { get; } = new(
        "INSERT INTO tags (ordering_id, tag, sequence_nr, persistence_id) VALUES (@ordering_id, @tag, @sequence_nr, @persistence_id)",
        "@ordering_id", "@tag", "@sequence_nr", "@persistence_id");

    public Statement Highest { get; } = new(
        "SELECT sequence_number FROM journal WHERE persistence_id = @persistence_id ORDER BY sequence_number DESC LIMIT 1",
        "@persistence_id");

    public Statement HighestDeleted { get; } = new(
        "SELECT MAX(sequence_number) FROM journal_metadata WHERE persistence_id = @persistence_id",
        "@persistence_id");

    public Statement MarkDeleted { get; }

    /// <summary>Removes what is marked, but for the last: it remembers the highest number.</summary>
    public Statement RemoveMarked { get; }

    public Statement RemoveTags { get; } = new(
        "DELETE FROM tags WHERE persistence_id = @persistence_id AND sequence_nr <= @to",
        "@persistence_id", "@to");

    public Statement RememberDeleted { get; }
}
