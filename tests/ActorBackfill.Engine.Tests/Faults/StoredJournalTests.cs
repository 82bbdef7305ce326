using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Checkpointing;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Engine.Tests.Fakes;
using Akka.Event;

namespace ActorBackfill.Engine.Tests.Faults;

/// <summary>What stands in a journal's files, and what becomes of a run when something else stands there.</summary>
public sealed class StoredJournalTests : IDisposable
{
    private static readonly string[] Manifests = ["la1", "pl1", "re1", "rs1", "sr1", "uc1", "us1", "vr1"];

    private readonly StoredJournal _stored = new();
    private readonly MemorySink _sink = new();

    [Fact]
    public async Task Events_and_snapshots_carry_short_manifests_and_never_the_name_of_a_type()
    {
        await RunAsync(Jobs.Of(Jobs.MonthsAndStates(3)), failing: 1);
        WriteSnapshot(10, CheckpointCodec.Write(new CheckpointSnapshot()), "cs1");

        Assert.Empty(StoredJournal.Rows(_stored.Journal, "SELECT DISTINCT manifest FROM journal").Except(Manifests));
        Assert.Equal(["1701"], StoredJournal.Rows(_stored.Journal, "SELECT DISTINCT identifier FROM journal"));
        foreach (var file in (string[])[_stored.Journal, _stored.Snapshots])
        {
            var bytes = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
            Assert.All(
                (string[])["ActorBackfill.", "Akka.", "System.", "Version=", "PublicKeyToken", "$type", nameof(UnitsSettled)],
                name => Assert.DoesNotContain(name, bytes, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task An_event_of_an_unknown_manifest_stops_the_run_with_its_name()
    {
        await RunAsync(Jobs.OfNumbers(5));
        StoredJournal.Tamper(_stored.Journal, "UPDATE journal SET manifest = 'us9' WHERE manifest = 'us1'");

        var refused = await RunAsync(Jobs.OfNumbers(9));

        Assert.Equal(RunRefusal.JournalUnusable, refused.Refusal);
        Assert.Contains("'us9'", refused.Message, StringComparison.Ordinal);
        Assert.Equal(5, _sink.Keys.Count);
    }

    [Fact]
    public async Task A_bit_that_turned_over_in_an_event_stops_the_run()
    {
        await RunAsync(Jobs.OfNumbers(5));
        StoredJournal.Tamper(_stored.Journal, "UPDATE journal SET message = CAST(replace(CAST(message AS TEXT), '\"n\":1', '\"n\":3') AS BLOB) WHERE manifest = 'us1'");

        var refused = await RunAsync(Jobs.OfNumbers(9));

        Assert.Equal(RunRefusal.JournalUnusable, refused.Refusal);
        Assert.Contains("checksum", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no snapshot at all", "cs1")]
    [InlineData("{}", "cs9")]
    public async Task A_snapshot_that_cannot_be_used_is_passed_over_with_a_warning_and_replaced(string content, string manifest)
    {
        await RunAsync(Jobs.OfNumbers(5));
        WriteSnapshot(2, System.Text.Encoding.UTF8.GetBytes(content), manifest);

        using (var process = _stored.Begin())
        {
            var log = process.CreateTestProbe();
            process.System.EventStream.Subscribe(log, typeof(Warning));
            var result = await process.RunJobAsync(Jobs.OfNumbers(9), _sink, s => s with { RunId = "second" });

            Assert.Equal(new UnitCounts(9, 9, 0, 0, 0, 0), result.Progress.Units);
            Assert.Equal(4, result.Progress.UnitsThisRun);
            Assert.StartsWith("Recovery failed: ", ((LogMessage)log.ExpectMsg<Warning>().Message).Format, StringComparison.Ordinal);
        }

        Assert.Equal("cs1", StoredJournal.Rows(_stored.Snapshots, "SELECT manifest FROM snapshot ORDER BY sequence_number DESC LIMIT 1").Single());
        Assert.Equal(9, (await RunAsync(Jobs.OfNumbers(9))).Progress.Units.Done);
    }

    // A slow run has more events, and with a thousand of them a snapshot before its end: less than what an end is worth may follow it.
    [Fact]
    public async Task After_a_long_run_less_than_ten_thousand_units_are_behind_the_newest_of_two_snapshots()
    {
        foreach (var units in (int[])[10_000, 10_009, 20_009, 30_009])
        {
            Assert.Equal(units, (await RunAsync(Jobs.OfNumbers(units))).Progress.Units.Done);
            Assert.InRange(UnitsBehindSnapshot(), 0, 9_999);
        }

        Assert.Equal(["2"], StoredJournal.Rows(_stored.Snapshots, "SELECT count(*) FROM snapshot"));
        Assert.Equal(0, (await RunAsync(Jobs.OfNumbers(30_009))).Progress.UnitsThisRun);
    }

    [Fact]
    public async Task Events_of_two_writers_at_once_fail_the_recovery_and_none_is_dropped()
    {
        await RunAsync(Jobs.OfNumbers(3, workers: 1));
        await RunAsync(Jobs.OfNumbers(6, workers: 1));
        StoredJournal.Tamper(_stored.Journal, "UPDATE journal SET writer_uuid = iif(sequence_number % 2, 'a', 'b')");

        var refused = await RunAsync(Jobs.OfNumbers(9));

        Assert.Equal(RunRefusal.JournalUnusable, refused.Refusal);
        Assert.Contains("writer", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thousand_failures_with_long_texts_are_events_below_the_cap()
    {
        await RunAsync(Jobs.OfNumbers(1_000), failing: 1_000, text: new string('ü', 5_000));

        var sizes = StoredJournal.Rows(_stored.Journal, "SELECT length(message) FROM journal").Select(int.Parse);
        Assert.InRange(sizes.Max(), 1, CheckpointCodec.MaxBytes);
        var again = await RunAsync(Jobs.OfNumbers(1_000), limit: 0);
        Assert.Equal(1_000, again.Progress.Units.Failed);
    }

    [Fact]
    public async Task Journal_and_snapshots_stand_in_files_of_their_own()
    {
        await RunAsync(Jobs.OfNumbers(5));

        Assert.Equal(["journal", "tags"], Tables(_stored.Journal));
        Assert.Equal(["snapshot"], Tables(_stored.Snapshots));
    }

    public void Dispose()
    {
        _stored.Dispose();
        _sink.Dispose();
    }

    private int UnitsBehindSnapshot()
    {
        var newest = StoredJournal.Rows(_stored.Snapshots, "SELECT max(sequence_number) FROM snapshot").Single();
        return StoredJournal.Rows(_stored.Journal, $"SELECT message FROM journal WHERE manifest = 'us1' AND sequence_number > {newest}")
            .Sum(message => ((UnitsSettled)CheckpointCodec.Read(System.Text.Encoding.Latin1.GetBytes(message), "us1")).Unpack().Count);
    }

    private static IReadOnlyList<string> Tables(string file) =>
        StoredJournal.Rows(file, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name");

    private void WriteSnapshot(long sequenceNr, byte[] content, string manifest) => StoredJournal.Tamper(
        _stored.Snapshots,
        "INSERT INTO snapshot (persistence_id, sequence_number, created, snapshot, manifest, serializer_id) VALUES ($id, $nr, 1, $content, $manifest, 1701)",
        ("$id", JournalName.Of(Jobs.OfNumbers(1).IdentityText)),
        ("$nr", sequenceNr),
        ("$content", content),
        ("$manifest", manifest));

    private async Task<RunResult> RunAsync(JobDefinition job, int failing = 0, string text = "gone", long? limit = null)
    {
        using var process = _stored.Begin();
        process.Source.Script = (unit, _, _) => unit.Index < failing
            ? throw new BackfillException(FailureCategory.NotFound, text)
            : ValueTask.FromResult(ScriptedSource.OneItem(unit));
        return await process.RunJobAsync(job, _sink, s => s with { RunId = Guid.NewGuid().ToString("N"), Limit = limit });
    }
}
