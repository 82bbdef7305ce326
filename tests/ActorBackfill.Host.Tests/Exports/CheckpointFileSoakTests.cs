using System.Text.Json;
using ActorBackfill.Host.Exports;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;
using Xunit.Abstractions;

namespace ActorBackfill.Host.Tests.Exports;

/// <summary>Whoever reads the checkpoint file finds a whole document, whenever that is.</summary>
public sealed class CheckpointFileSoakTests(ITestOutputHelper output) : IDisposable
{
    private const string Name = "cp/days_2024-01-01_2026-09-26.json";

    private readonly WorkDirectory _directory = new();
    private readonly DaySource _source = new() { Latency = TimeSpan.FromMilliseconds(2) };

    [Fact]
    public async Task S2_16_While_fifteen_workers_write_every_read_finds_a_whole_document_that_only_grows()
    {
        var terminal = new RecordingTerminal(directory: _directory.Path);
        // The second half comes when the first has been read often enough, however late this reader is.
        _source.HoldAfter = 150;
        var run = terminal.RunAsync([
            "run", _directory.File(WorkDirectory.Job), "--start-date", "2024-01-01", "--end-date", "2024-10-26", "--workers", "15", "--checkpoint-dir", "cp", "--progress", "none", .. _source.Flag]);
        var (reads, most, file) = (0, 0, _directory.File("cp/days_2024-01-01_2024-10-26.json"));
        while (!run.IsCompleted)
        {
            if (File.Exists(file))
            {
                var completed = CheckpointFile.Read(file).Completed.Length;
                Assert.InRange(completed, most, 300);
                (reads, most) = (reads + 1, completed);
                if (reads == 11)
                {
                    _source.Release();
                }
            }
        }

        Assert.Equal(ExitCode.Complete, await run);
        Assert.Equal(300, CheckpointFile.Read(file).Completed.Length);
        Assert.True(reads > 10, $"only {reads} reads");
    }

    [Fact]
    [Trait("Category", "Soak")]
    public async Task S2_16_After_twenty_kills_in_a_thousand_dates_the_file_was_whole_each_time_and_never_ahead_of_the_sink()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        string[] run = ["run", WorkDirectory.Job, "--start-date", "2024-01-01", "--end-date", "2026-09-26", "--workers", "15", "--checkpoint-dir", "cp", .. _source.Flag];
        for (var kill = 0; kill < 20; kill++)
        {
            // However slow the kill is, the run cannot come to its end before it: 20 times these are fewer than there are dates.
            var (asked, requests) = (_source.Days.Count, random.Next(1, 35));
            _source.HoldAfter = asked + requests + 15;
            using var process = BackfillProcess.Start(_directory.Path, run);
            await Task.WhenAny(_source.RequestsAsync(asked + requests), process.ExitAsync());
            process.Signal(BackfillProcess.SigKill);
            await process.ExitAsync();
            _source.Release();
            CheckFile();
        }

        var (exit, text, error) = await BackfillProcess.RunAsync(_directory.Path, run);
        Assert.True(exit == ExitCode.Complete, error + text);
        Assert.Equal(1_000, CheckpointFile.Read(_directory.File(Name)).Completed.Length);
        Assert.Equal(3_000, _directory.Ask<long>("SELECT count(*) FROM rows"));
    }

    public void Dispose()
    {
        _source.Dispose();
        _directory.Dispose();
    }

    private void CheckFile()
    {
        if (!File.Exists(_directory.File(Name)))
        {
            return;
        }

        using var document = JsonDocument.Parse(File.ReadAllText(_directory.File(Name)));
        Assert.Equal("days", document.RootElement.GetProperty("job_name").GetString());
        var ledger = _directory.Column("backfill_ledger", "unit").ToHashSet(StringComparer.Ordinal);
        Assert.All(CheckpointFile.Read(_directory.File(Name)).Completed, day => Assert.Contains($"day={day:yyyy-MM-dd}", ledger));
    }
}
