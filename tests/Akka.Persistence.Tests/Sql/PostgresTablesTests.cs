namespace Akka.Persistence.Tests.Sql;

/// <summary>The tables that the package makes with the provider <c>PostgreSQL.15</c>.</summary>
[Collection(nameof(PostgresSchema))]
public sealed class PostgresTablesTests() : SqlTest(new PostgresSchema())
{
    [SkippableFact]
    public async Task Tables_keys_and_indexes_are_those_of_the_package()
    {
        await InSystem(life =>
        {
            life.Store(life.Start(), []);
            life.Expect("recovered 0");
            return Task.CompletedTask;
        });
        Assert.Equal(
            [
                "ordering|bigint|NO|ALWAYS", "created|bigint|NO|NULL", "deleted|boolean|NO|NULL", "persistence_id|text|NO|NULL", "sequence_number|bigint|NO|NULL",
                "message|bytea|NO|NULL", "manifest|text|YES|NULL", "identifier|integer|YES|NULL", "writer_uuid|text|YES|NULL",
            ],
            Columns("journal"));
        Assert.Equal(["ordering_id|bigint|NO|NULL", "tag|text|NO|NULL", "sequence_nr|bigint|NO|NULL", "persistence_id|text|NO|NULL"], Columns("tags"));
        Assert.Equal(
            ["persistence_id|text|NO|NULL", "sequence_number|bigint|NO|NULL", "created|bigint|NO|NULL", "snapshot|bytea|YES|NULL", "manifest|text|YES|NULL", "serializer_id|integer|YES|NULL"],
            Columns("snapshot"));
        Assert.Equal(
            ["journal|PK_journal|p", "journal|journal_uq|u", "snapshot|PK_snapshot|p", "tags|PK_tags|p"],
            Database.Rows(
                "SELECT c.relname, k.conname, k.contype FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid "
                + "WHERE k.connamespace = current_schema()::regnamespace AND k.contype IN ('p', 'u') ORDER BY 1, 3"));
        Assert.Equal(
            [
                "PK_journal", "PK_snapshot", "PK_tags", "journal_created_idx", "journal_sequence_number_idx", "journal_uq", "snapshot_created_idx",
                "snapshot_sequence_number_idx", "tags_persistence_id_sequence_nr_idx", "tags_tag_idx",
            ],
            Database.Rows("SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() ORDER BY indexname COLLATE \"C\""));
    }

    [SkippableFact]
    public async Task Old_versions_have_a_serial_key()
    {
        await InSystem(
            life =>
            {
                var actor = life.Start();
                life.Expect("recovered 0");
                life.Store(actor, "a");
                return Task.CompletedTask;
            },
            "provider-name = PostgreSQL",
            "provider-name = PostgreSQL");
        Assert.Equal(["1|a sequence"], Database.Rows(
            "SELECT ordering, CASE WHEN pg_get_serial_sequence('journal', 'ordering') LIKE '%journal_ordering_seq' THEN 'a sequence' END FROM journal"));
    }

    private IReadOnlyList<string> Columns(string table) => Database.Rows(
        "SELECT column_name, data_type, is_nullable, identity_generation FROM information_schema.columns "
        + $"WHERE table_schema = current_schema() AND table_name = '{table}' ORDER BY ordinal_position");
}
