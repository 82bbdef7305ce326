using ActorBackfill.Connectors.Sqlite;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Connectors.Tests.Sqlite;

/// <summary>How a journal of an older version becomes one of this program's.</summary>
public sealed class JournalMigrationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("migration-").FullName;
    private readonly string _journal;

    public JournalMigrationTests()
    {
        _journal = Path.Combine(_folder, "journal.db");
        JournalFile.Create(_journal);
    }

    [Fact]
    public void A_journal_of_this_version_takes_no_step_and_no_byte_of_it_changes()
    {
        var before = File.ReadAllBytes(_journal);

        Assert.Equal(0, JournalMigration.ToCurrent.Run(_journal));

        Assert.Equal(JournalFile.Version, JournalMigration.VersionOf(_journal));
        Assert.Equal(before, File.ReadAllBytes(_journal));
    }

    [Fact]
    public void Steps_are_made_in_their_order_and_only_those_that_are_ahead()
    {
        var migration = new JournalMigration(3,
        [
            new JournalStep(2, c => Execute(c, "INSERT INTO steps VALUES (2)")),
            new JournalStep(0, _ => throw new InvalidOperationException("it was never of this version")),
            new JournalStep(1, c => Execute(c, "CREATE TABLE steps (step); INSERT INTO steps VALUES (1)")),
        ]);

        Assert.Equal(2, migration.Run(_journal));

        Assert.Equal(3, JournalMigration.VersionOf(_journal));
        Assert.Equal("1,2", Ask("SELECT group_concat(step) FROM (SELECT step FROM steps ORDER BY rowid)"));
        Assert.Equal(0, migration.Run(_journal));
    }

    [Fact]
    public void A_step_that_fails_leaves_the_version_before_it_whole()
    {
        var migration = new JournalMigration(3,
        [
            new JournalStep(1, c => Execute(c, "CREATE TABLE steps (step)")),
            new JournalStep(2, c => Execute(c, "INSERT INTO steps VALUES (2); INSERT INTO nowhere VALUES (1)")),
        ]);

        Assert.Throws<SqliteException>(() => migration.Run(_journal));

        Assert.Equal(2, JournalMigration.VersionOf(_journal));
        Assert.Equal(0L, Ask("SELECT count(*) FROM steps"));
    }

    [Fact]
    public void Without_a_step_from_its_version_nothing_is_changed()
    {
        var migration = new JournalMigration(3, [new JournalStep(1, c => Execute(c, "CREATE TABLE steps (step)"))]);

        var error = Assert.Throws<InvalidOperationException>(() => migration.Run(_journal));

        Assert.Contains("from version 2", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, JournalMigration.VersionOf(_journal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private object? Ask(string sql)
    {
        using var connection = JournalFile.OpenReadOnly(_journal);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
