using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;
using ActorBackfill.Host.Tests.Fakes;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.Tests.Journals;

/// <summary>A real journal with bytes turned over, cut off or unknown: noticed, or the state is what it was.</summary>
public sealed class DamagedJournalTests : IDisposable
{
    private readonly WorkDirectory _directory = new();
    private readonly DaySource _source = new();

    public void Dispose()
    {
        _source.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task B25_A_journal_with_bytes_turned_over_is_refused_or_means_what_it_meant()
    {
        var (whole, meant) = await JournalAsync();
        var random = new Random(25);
        var refused = 0;
        for (var i = 0; i < 500; i++)
        {
            var bytes = whole.ToArray();
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            var found = Read(bytes);
            refused += found is null ? 1 : 0;
            Assert.True(found is null || found == meant, $"flip {i}: {found}");
        }

        // Most of a small journal's bytes are free space, the more the fewer commits the units came in.
        Assert.InRange(refused, 20, 500);
    }

    [Fact]
    public async Task B23_A_real_journal_cut_anywhere_is_refused_or_means_what_it_meant()
    {
        var (whole, meant) = await JournalAsync();
        var random = new Random(23);
        var refused = 0;
        for (var i = 0; i < 200; i++)
        {
            // A cut within the last page can leave all that the page holds.
            var found = Read(whole[..random.Next(1, whole.Length - 1)]);
            refused += found is null ? 1 : 0;
            Assert.True(found is null || found == meant, $"cut {i}: {found}");
        }

        Assert.InRange(refused, 150, 200);
    }

    [Fact]
    public async Task B31_An_event_that_nobody_knows_is_named_and_never_passed_over()
    {
        await JournalAsync();
        using (var connection = new SqliteConnection($"Data Source={_directory.Journal};Mode=ReadWrite;Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE journal SET manifest = 'zz9' WHERE manifest = 're1'";
            command.ExecuteNonQuery();
        }

        var terminal = new RecordingTerminal(directory: _directory.Path);
        foreach (var verb in (string[])["run", "status"])
        {
            Assert.Equal(ExitCode.JournalUnusable, await terminal.RunAsync([verb, _directory.File(WorkDirectory.Job), .. _source.Flag]));
        }

        Assert.Contains("'zz9'", terminal.Error, StringComparison.Ordinal);
    }

    private async Task<(byte[] Whole, string Meant)> JournalAsync()
    {
        foreach (var limit in (string[])["7", "20"])
        {
            Assert.Equal(ExitCode.Complete, await new RecordingTerminal(directory: _directory.Path).RunAsync(
                "run", _directory.File(WorkDirectory.Job), "--limit", limit, "-q", _source.Flag[0], _source.Flag[1]));
        }

        var copy = _directory.File("copy.db");
        using (var connection = new SqliteConnection($"Data Source={_directory.Journal};Mode=ReadOnly;Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"VACUUM INTO '{copy}'";
            command.ExecuteNonQuery();
        }

        var whole = await File.ReadAllBytesAsync(copy);
        return (whole, Read(whole)!);
    }

    // Null when it is refused, as the console does: first the file, then every event.
    private string? Read(byte[] journal)
    {
        var paths = new JobPaths(_directory.File("read"));
        Directory.CreateDirectory(paths.Directory);
        File.WriteAllBytes(paths.Journal, journal);
        if (JournalFile.Inspect(paths.Journal).State != JournalState.Ok)
        {
            return null;
        }

        try
        {
            var state = JournalReader.Read(paths, "repair").State;
            var settled = string.Join(',', state.Settled);
            // What is said of runs is for people; what decides is this.
            return $"{state.SinkId} {state.N} {state.Chain} {state.Rows} {settled}";
        }
        catch (Exception e) when (e is CommandException { ExitCode: ExitCode.JournalUnusable } or CorruptEventException)
        {
            return null;
        }
    }
}
