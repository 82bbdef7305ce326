using System.Text.Json;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Listing;

public sealed class UnitsVerbTests : IDisposable
{
    private readonly ModelJob _job = new();

    public UnitsVerbTests()
    {
        _job.Settle(1, UnitOutcome.Done, Enumerable.Range(0, 50).Select(p => (long)p));
        _job.Settle(3, UnitOutcome.Done, 50);
        _job.Settle(1, UnitOutcome.Empty, 51);
        _job.Fail("transient", "HTTP 500 for 'x'", 60, 61);
        _job.Fail("invalid-data", "=cmd|' /C calc'!A0\u001b[31m,\u202e", 62);
        _job.Close(UnitOutcome.Skipped, null, _ => "not wanted", 63);
    }

    [Fact]
    public async Task Pages_go_on_after_a_key_and_say_when_there_are_more()
    {
        var keys = new List<string>();
        string? after = null;
        do
        {
            var (exit, text, _) = await _job.RunAsync("units", ["--json", "--limit", "33", .. after is null ? Array.Empty<string>() : ["--after", after]]);
            Assert.Equal(0, exit);
            using var page = JsonDocument.Parse(text);
            keys.AddRange(page.RootElement.GetProperty("units").EnumerateArray().Select(u => u.GetProperty("unit").GetString()!));
            after = page.RootElement.GetProperty("next").GetString();
        }
        while (after is not null);

        Assert.Equal(Enumerable.Range(0, 200).Select(i => _job.Plan.UnitAt(i).Key), keys);
    }

    [Theory]
    [InlineData(4, "--outcome", "failed,skipped")]
    [InlineData(1, "--outcome", "empty")]
    [InlineData(144, "--outcome", "open")]
    [InlineData(2, "--filter", "error=transient")]
    [InlineData(1, "--filter", "outcome=failed and text~cmd")]
    [InlineData(40, "--filter", "state=VIC")]
    [InlineData(2, "--group", "1")]
    [InlineData(1, "--filter", "attempt=3 and outcome=done")]
    public async Task Filters_and_outcomes_choose(int count, params string[] flags)
    {
        var (exit, text, _) = await _job.RunAsync("units", ["--format", "ndjson", "--limit", "1000", .. flags]);

        Assert.Equal(0, exit);
        Assert.Equal(count, text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task S8_Cells_that_look_like_formulas_are_defused_and_control_characters_are_gone()
    {
        var (_, text, _) = await _job.RunAsync("units", "--format", "csv", "--filter", "error=invalid-data");

        var line = Assert.Single(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1));
        Assert.Contains(",\"'=cmd|' /C calc'!A0 [31m, \",", line, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain('\u202e', text);
    }

    [Theory]
    [InlineData("no 'colour'", "--filter", "colour=red")]
    [InlineData("--outcome gone", "--outcome", "gone")]
    [InlineData("no unit of the plan", "--after", "date=2024-01-01")]
    [InlineData("--filter:", "--filter", "state==")]
    public async Task What_is_not_known_is_an_error_that_names_it(string part, params string[] flags)
    {
        var (exit, text, error) = await _job.RunAsync("units", flags);

        Assert.Equal((ExitCode.Usage, ""), (exit, text));
        Assert.Contains(part, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_says_why_a_unit_failed_and_in_which_group()
    {
        var (_, text, _) = await _job.RunAsync("units", "--outcome", "failed", "--limit", "1");

        Assert.Contains("date=2024-01-13/state=VIC", text, StringComparison.Ordinal);
        Assert.Contains("#1 transient: HTTP 500 for 'x'", text, StringComparison.Ordinal);
    }

    public void Dispose() => _job.Dispose();
}
