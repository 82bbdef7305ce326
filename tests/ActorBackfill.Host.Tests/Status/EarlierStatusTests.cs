using System.Globalization;
using System.Text.Json;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Status;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Status;

/// <summary>What a job's status was at an earlier time, and what its journal exports.</summary>
public sealed class EarlierStatusTests : IDisposable
{
    private const string SecondRun = "11111111111111111111111111111111";

    private readonly ModelJob _job = new();

    public EarlierStatusTests()
    {
        // The first run begins at 12:30:00 and settles four units; it dies at 13:00, and the second one ends at 15:00.
        _job.Settle(1, UnitOutcome.Done, 0, 1, 2, 3);
        _job.Append(new UnitsClosed(ModelJob.RunId, ModelJob.At.AddMinutes(30), [Closed(5)]));
        _job.Append(new RunStarted(2, SecondRun, ModelJob.At.AddHours(2), "model", "fedcba9876543210fedcba9876543210", _job.Plan.Fingerprint, _job.Plan.Count, false, "host", 2));
        _job.Append(new UnitsClosed(SecondRun, ModelJob.At.AddHours(2).AddMinutes(1), [Closed(6)]));
        _job.Append(new RunEnded(SecondRun, ModelJob.At.AddHours(3), RunEnd.Finished));
    }

    [Theory]
    [InlineData("2026-03-15T12:29:59Z", "never-run", 0, 0, 0)]
    [InlineData("2026-03-15T12:31Z", "running", 4, 0, 1)]
    [InlineData("2026-03-15T14:00Z", "crashed", 4, 1, 1)]
    [InlineData("2026-03-15T14:30:30Z", "running", 4, 1, 2)]
    [InlineData("2026-03-15T16:30:01+01:00", "finished-with-failures", 4, 2, 2)]
    [InlineData("2026-03-16", "finished-with-failures", 4, 2, 2)]
    public async Task Counts_and_state_are_those_of_then(string at, string state, int done, int failed, int run)
    {
        var status = await StatusAsync(at);

        var units = status.GetProperty("units");
        Assert.Equal((state, done, failed, 200), (status.GetProperty("state").GetString(), units.GetProperty("done").GetInt32(), units.GetProperty("failed").GetInt32(), units.GetProperty("total").GetInt32()));
        Assert.Equal(done * 3, status.GetProperty("rows").GetInt32());
        Assert.Equal(run, status.GetProperty("run") is { ValueKind: JsonValueKind.Object } last ? last.GetProperty("number").GetInt32() : 0);
    }

    [Fact]
    public async Task What_was_at_the_end_is_what_is_now()
    {
        var (_, now, _) = await _job.RunAsync("status", "--json");
        var then = await StatusAsync("2030-01-01");

        using var document = JsonDocument.Parse(now);
        Assert.All(document.RootElement.EnumerateObject(), member => Assert.Equal(member.Value.GetRawText(), then.GetProperty(member.Name).GetRawText()));
    }

    [Theory]
    [InlineData("2h ago", "2026-01-05T08:00:00Z")]
    [InlineData("3 d ago", "2026-01-02T10:00:00Z")]
    [InlineData("2024-02-29", "2024-02-29T00:00:00Z")]
    [InlineData("2024-02-29T06:00", "2024-02-29T06:00:00Z")]
    [InlineData("2024-02-29T06:00+02:00", "2024-02-29T04:00:00Z")]
    [InlineData("2024-02-30", null)]
    [InlineData("yesterday", null)]
    [InlineData("2 moons ago", null)]
    [InlineData("2000000000w ago", null)]
    public void Times_are_read_as_they_are_meant(string text, string? expected) => Assert.Equal(
        expected is null ? null : DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), InstantFlag.Of(text, new DateTimeOffset(2026, 1, 5, 10, 0, 0, TimeSpan.Zero)));

    [Fact]
    public async Task A_wrong_time_and_one_to_be_watched_are_refused()
    {
        Assert.Equal(ExitCode.Usage, (await _job.RunAsync("status", "--at", "yesterday")).Exit);
        var (exit, _, error) = await _job.RunAsync("status", "--at", "2026-03-16", "--watch");

        Assert.Equal(ExitCode.Usage, exit);
        Assert.Contains("--at and --watch exclude each other", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_event_is_exported_in_its_order_with_units_by_name()
    {
        var terminal = new RecordingTerminal(directory: _job.Directory);
        Assert.Equal(ExitCode.Complete, await terminal.RunAsync("journal", "export", _job.JobFile, "--format", "ndjson"));

        var lines = terminal.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(Enumerable.Range(1, lines.Count), lines.Select(l => l.GetProperty("seq").GetInt32()));
        Assert.Equal(
            ["run-started", "values-registered", "units-settled", "units-closed", "run-started", "units-closed", "run-ended"], lines.Select(l => l.GetProperty("type").GetString()));
        var units = lines[2].GetProperty("content").GetProperty("units").EnumerateArray().ToList();
        Assert.Equal(Enumerable.Range(0, 4).Select(i => _job.Plan.UnitAt(i).Key).Order(), units.Select(u => u.GetProperty("unit").GetString()!).Order());
        Assert.All(units, u => Assert.Equal(("done", 3), (u.GetProperty("outcome").GetString(), u.GetProperty("rows").GetInt32())));
        Assert.Equal("no cents", lines[3].GetProperty("content").GetProperty("units")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_job_that_never_ran_has_nothing_to_export()
    {
        using var never = new WorkDirectory();
        var terminal = new RecordingTerminal(directory: never.Path);

        Assert.Equal(ExitCode.Usage, await terminal.RunAsync("journal", "export", never.File(WorkDirectory.Job)));
        Assert.Equal("", terminal.Out);
    }

    public void Dispose() => _job.Dispose();

    private ClosedUnit Closed(long place) => new(_job.Plan.OrdinalAt(place), UnitOutcome.Failed, 1, "invalid-data", "no cents", 5);

    private async Task<JsonElement> StatusAsync(string at)
    {
        var (exit, text, error) = await _job.RunAsync("status", "--at", at, "--json");
        Assert.True(exit == ExitCode.Complete, error);
        return JsonDocument.Parse(text).RootElement;
    }
}
