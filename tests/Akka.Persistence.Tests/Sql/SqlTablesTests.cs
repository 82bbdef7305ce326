namespace Akka.Persistence.Tests.Sql;

public sealed class SqlTablesTests() : SqlTest(new DatabaseFile())
{
    private static readonly string[] Journal =
    [
        "ordering|INTEGER|1|1", "created|BigInt|1|0", "deleted|Bit|1|0", "persistence_id|NVarChar(255)|1|0",
        "sequence_number|BigInt|1|0", "message|VarBinary|1|0", "manifest|NVarChar(500)|0|0", "identifier|INTEGER|0|0",
    ];

    [Fact]
    public async Task The_journal_s_tables_are_those_of_the_package()
    {
        await InSystem(Touch);
        Assert.Equal([.. Journal, "writer_uuid|NVarChar(128)|0|0"], Columns("journal"));
        Assert.Equal(
            ["ordering_id|INTEGER|1|1", "tag|NVarChar(64)|1|2", "sequence_nr|INTEGER|1|0", "persistence_id|NVarChar(255)|1|0"],
            Columns("tags"));
        Assert.Equal(
            [
                "persistence_id|NVarChar(255)|1|1", "sequence_number|BigInt|1|2", "created|BigInt|1|0",
                "snapshot|VarBinary|0|0", "manifest|NVarChar(500)|0|0", "serializer_id|INTEGER|0|0",
            ],
            Columns("snapshot"));
        Assert.Equal(["journal", "snapshot", "tags"], Database.Rows(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"));
    }

    [Fact]
    public async Task The_indexes_are_those_of_the_package()
    {
        await InSystem(Touch);
        Assert.Equal(
            [
                "journal_created_idx|created", "journal_sequence_number_idx|sequence_number",
                "journal_uq|persistence_id", "journal_uq|sequence_number",
                "snapshot_created_idx|created", "snapshot_sequence_number_idx|sequence_number",
                "tags_persistence_id_sequence_nr_idx|persistence_id", "tags_persistence_id_sequence_nr_idx|sequence_nr",
                "tags_tag_idx|tag",
            ],
            Database.Rows(
                "SELECT i.name, c.name FROM sqlite_schema i, pragma_index_info(i.name) c "
                + "WHERE i.type = 'index' AND i.name NOT LIKE 'sqlite%' ORDER BY i.name, c.seqno"));
        Assert.Equal(["1"], Database.Rows("SELECT \"unique\" FROM pragma_index_list('journal') WHERE name = 'journal_uq'"));
    }

    [Fact]
    public async Task The_writer_s_column_can_be_left_out()
    {
        await InSystem(Touch, "default.journal.use-writer-uuid-column = off");
        Assert.Equal(Journal, Columns("journal"));
    }

    [Fact]
    public async Task Tags_can_be_a_column()
    {
        await InSystem(Touch, "tag-write-mode = Csv");
        Assert.Equal([.. Journal, "writer_uuid|NVarChar(128)|0|0", "tags|NVarChar(100)|0|0"], Columns("journal"));
        Assert.Empty(Columns("tags"));
    }

    [Fact]
    public async Task Deleted_numbers_can_have_a_table_of_their_own()
    {
        await InSystem(Touch, "delete-compatibility-mode = on");
        Assert.Equal(["persistence_id|NVarChar(255)|1|1", "sequence_number|BigInt|1|2"], Columns("journal_metadata"));
    }

    [Fact]
    public async Task The_file_is_written_ahead_and_synced()
    {
        await InSystem(life =>
        {
            _ = life.Start();
            life.Expect("recovered 0");
            Assert.Equal(["wal"], Database.Rows("PRAGMA journal_mode"));
            return Task.CompletedTask;
        });
    }

    private static Task Touch(Life life)
    {
        life.Store(life.Start(), []);
        life.Expect("recovered 0");
        return Task.CompletedTask;
    }

    private IReadOnlyList<string> Columns(string table) =>
        Database.Rows($"SELECT name, type, \"notnull\", pk FROM pragma_table_info('{table}') ORDER BY cid");
}
