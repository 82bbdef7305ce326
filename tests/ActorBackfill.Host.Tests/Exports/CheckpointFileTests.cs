using System.Globalization;
using System.Text.Json;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.Exports;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Exports;

public sealed class CheckpointFileTests : IDisposable
{
    private readonly WorkDirectory _directory = new();

    [Fact]
    public void S2_15_The_file_is_named_by_job_and_range()
    {
        Assert.Equal("team_defense_game_summary_2021-10-19_2026-01-03.json", Checkpoint("2021-10-19", "2026-01-03").FileName);
        Assert.NotEqual(Checkpoint("2021-10-19", "2026-01-03").FileName, Checkpoint("2021-10-19", "2021-10-25").FileName);
    }

    [Fact]
    public void S2_15_What_is_written_is_read_again()
    {
        var checkpoint = Checkpoint("2021-11-15", "2021-11-21");
        checkpoint.Mark("2021-11-16", new EndedDate(UnitOutcome.Failed, 0, "HTTP 500"));
        checkpoint.Mark("2021-11-17", new EndedDate(UnitOutcome.Empty, 0, null));
        checkpoint.Mark("2021-11-15", new EndedDate(UnitOutcome.Done, 22, null));
        checkpoint.Mark("2021-11-18", new EndedDate(UnitOutcome.Skipped, 0, "no schedule"));
        var text = checkpoint.Text(new DateTimeOffset(2026, 1, 5, 10, 0, 0, TimeSpan.Zero));
        _directory.Write("c.json", text);

        var read = CheckpointFile.Read(_directory.File("c.json"));

        Assert.Equal("team_defense_game_summary", read.Job);
        Assert.Equal([new(2021, 11, 15), new(2021, 11, 17)], read.Completed.AsEnumerable());
        using var document = JsonDocument.Parse(text);
        Assert.Equal("HTTP 500", document.RootElement.GetProperty("failed_dates").GetProperty("2021-11-16").GetString());
        var counters = document.RootElement.GetProperty("counters").EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetInt64());
        Assert.Equal((4L, 2L, 1L, 1L, 22L), (counters["processed"], counters["successful"], counters["failed"], counters["skipped"], counters["total_records"]));
    }

    [Fact]
    public void A_completed_date_stays_completed_when_it_fails_another_time()
    {
        var checkpoint = Checkpoint("2021-11-15", "2021-11-15");
        checkpoint.Mark("2021-11-15", new EndedDate(UnitOutcome.Done, 22, null));
        checkpoint.Mark("2021-11-15", new EndedDate(UnitOutcome.Failed, 0, "HTTP 500"));

        Assert.Contains("\"total_records\": 22", checkpoint.Text(default), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "it has no list 'completed_dates'")]
    [InlineData("{\"completed_dates\": [\"2021-11-15\", \"15.11.2021\", 3]}", "'completed_dates' has 2 elements that are no dates yyyy-mm-dd: \"15.11.2021\", 3")]
    [InlineData("{\"completed_dates\": [", "")]
    public void What_is_no_checkpoint_file_is_refused_with_everything_that_is_wrong(string text, string problem)
    {
        _directory.Write("c.json", text);

        var error = Assert.Throws<CommandException>(() => CheckpointFile.Read(_directory.File("c.json")));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains("c.json is no checkpoint file: " + problem, error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private static DateCheckpoint Checkpoint(string first, string last) =>
        new("team_defense_game_summary", DateOnly.ParseExact(first, "yyyy-MM-dd", CultureInfo.InvariantCulture), DateOnly.ParseExact(last, "yyyy-MM-dd", CultureInfo.InvariantCulture));
}
