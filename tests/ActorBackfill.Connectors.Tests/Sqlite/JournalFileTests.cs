using ActorBackfill.Connectors.Sqlite;

namespace ActorBackfill.Connectors.Tests.Sqlite;

public sealed class JournalFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string Journal => _folder["state/job/journal.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_journal_that_was_created_is_ours_and_private()
    {
        JournalFile.Create(Journal);

        Assert.Equal(JournalState.Ok, JournalFile.Inspect(Journal).State);
        Assert.Equal([Journal], Directory.GetFiles(_folder["state/job"]));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Journal));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder["state/job"]));
        }
    }

    [Fact]
    public void A_journal_is_never_created_over_something()
    {
        JournalFile.Create(Journal);
        TestDatabase.Execute(Journal, "CREATE TABLE t (a)");

        Assert.Throws<IOException>(() => JournalFile.Create(Journal));

        Assert.Equal(["t"], TestDatabase.Query(Journal, "SELECT name FROM sqlite_master"));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Only_a_missing_journal_over_a_sink_without_units_may_be_made_anew(bool sinkHasUnits, bool may)
    {
        var finding = JournalFile.Inspect(Journal);

        Assert.Equal(JournalState.Missing, finding.State);
        Assert.Equal(may, finding.MayCreate(sinkHasUnits));
    }

    [Fact]
    public void B24_A_file_of_no_bytes_is_not_an_empty_journal()
    {
        File.WriteAllBytes(_folder["j.db"], []);

        var finding = JournalFile.Inspect(_folder["j.db"]);

        Assert.Equal(JournalState.ZeroLength, finding.State);
        Assert.False(finding.MayCreate(sinkHasLedgerRows: false));
    }

    [Fact]
    public void B24_Other_files_are_told_apart_and_left_as_they_are()
    {
        File.WriteAllText(_folder["text"], new string('x', 5000));
        TestDatabase.Execute(_folder["other"], "PRAGMA application_id = 5; CREATE TABLE t (a)");
        JournalFile.Create(_folder["newer"]);
        TestDatabase.Execute(_folder["newer"], "PRAGMA user_version = 2");
        var before = File.ReadAllBytes(_folder["newer"]);

        Assert.Equal(JournalState.NotADatabase, JournalFile.Inspect(_folder["text"]).State);
        Assert.Equal(JournalState.OtherProgram, JournalFile.Inspect(_folder["other"]).State);
        Assert.Equal(JournalState.Newer, JournalFile.Inspect(_folder["newer"]).State);
        Assert.Equal(before, File.ReadAllBytes(_folder["newer"]));
    }

    [Fact]
    public void B23_A_journal_cut_anywhere_is_damaged_or_not_a_database()
    {
        var random = new Random(7);
        JournalFile.Create(Journal);
        TestDatabase.Execute(Journal, "CREATE TABLE t (a); WITH RECURSIVE c(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM c WHERE i < 300) INSERT INTO t SELECT hex(randomblob(100)) FROM c");
        var whole = File.ReadAllBytes(Journal);
        for (var i = 0; i < 50; i++)
        {
            File.WriteAllBytes(_folder["cut"], whole[..random.Next(1, whole.Length - 1)]);

            Assert.Contains(JournalFile.Inspect(_folder["cut"]).State, (JournalState[])[JournalState.Damaged, JournalState.NotADatabase]);
        }
    }

    [Fact]
    public void A_page_overwritten_with_nonsense_is_damage()
    {
        JournalFile.Create(Journal);
        TestDatabase.Execute(Journal, "CREATE TABLE t (a); WITH RECURSIVE c(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM c WHERE i < 300) INSERT INTO t SELECT hex(randomblob(100)) FROM c");
        var bytes = File.ReadAllBytes(Journal);
        Array.Fill(bytes, (byte)0xAB, 4096, 8192);
        File.WriteAllBytes(Journal, bytes);

        Assert.Equal(JournalState.Damaged, JournalFile.Inspect(Journal).State);
    }

    [Fact]
    public void What_is_still_in_the_log_counts()
    {
        JournalFile.Create(Journal);
        using var writer = TestDatabase.Open(Journal);
        SinkFile.Execute(writer, "PRAGMA journal_mode = WAL");
        SinkFile.Execute(writer, "CREATE TABLE t (a)");

        Assert.Equal(JournalState.Ok, JournalFile.Inspect(Journal).State);
    }
}
