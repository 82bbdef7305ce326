using System.Text.Json;
using System.Xml.Linq;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Reports;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Reports;

public sealed class ReportTests : IDisposable
{
    private const string Hostile = "<img src=x onerror=alert(1)>\"'&\u001b[2J\u202e\ufffe]]>|`*_ </script> \ud800";

    private readonly ModelJob _job = new();

    public ReportTests()
    {
        _job.Settle(1, UnitOutcome.Done, Enumerable.Range(0, 150).Select(p => (long)p));
        _job.Settle(1, UnitOutcome.Empty, 150, 151);
        _job.Close(UnitOutcome.Skipped, null, _ => Hostile, 152);
        _job.Fail("invalid-data", Hostile, 153, 154);
        _job.Close(UnitOutcome.Quarantined, "crashed-process", _ => "the process died", 155);
        _job.Append(new ControlChanged(ModelJob.RunId, ModelJob.At, "ann <b>", "scale", "8"));
    }

    [Fact]
    public async Task Counts_add_up_to_the_plan_in_every_format()
    {
        var (exit, json, _) = await _job.RunAsync("report", "--format", "json");
        Assert.Equal(0, exit);
        using var document = JsonDocument.Parse(json);
        var units = document.RootElement.GetProperty("units");
        Assert.Equal(200, units.GetProperty("total").GetInt32());
        Assert.Equal(200, units.EnumerateObject().Where(u => u.Name != "total").Sum(u => u.Value.GetInt32()));
        Assert.Equal("crashed", document.RootElement.GetProperty("run").GetProperty("state").GetString());
        Assert.Equal(76, document.RootElement.GetProperty("completeness").GetProperty("percent").GetDecimal());

        var (_, xml, _) = await _job.RunAsync("report", "--format", "junit");
        var suite = XDocument.Parse(xml).Root!.Element("testsuite")!;
        Assert.Equal((int)suite.Attribute("tests")!, suite.Elements("testcase").Count());
        Assert.Equal((int)suite.Attribute("failures")!, suite.Elements("testcase").Count(c => c.Element("failure") is not null));
        Assert.Equal(200, suite.Descendants("property").Where(p => (string)p.Attribute("name")! is "done" or "empty" or "skipped" or "failed" or "quarantined" or "open").Sum(p => (int)p.Attribute("value")!));
    }

    [Theory]
    [InlineData("html")]
    [InlineData("markdown")]
    [InlineData("junit")]
    [InlineData("json")]
    public async Task S6_S7_What_comes_from_outside_cannot_become_markup_or_an_escape(string format)
    {
        var (exit, text, _) = await _job.RunAsync("report", "--format", format);

        Assert.Equal(0, exit);
        if (format != "json")
        {
            Assert.DoesNotContain("<img", text, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>", text, StringComparison.Ordinal);
            Assert.DoesNotContain("</script>", text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain('\u202e', text);
    }

    [Fact]
    public async Task A_page_loads_nothing_and_runs_nothing()
    {
        var (_, text, _) = await _job.RunAsync("report", "--format", "html");

        Assert.Contains("default-src &#39;none&#39;", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("src=x", text.Replace("&lt;img src=x", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-inline", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_run_is_reported_as_it_stood_at_its_end()
    {
        _job.Append(new RunEnded(ModelJob.RunId, ModelJob.At.AddHours(1), RunEnd.Stopped));
        _job.Append(new RunStarted(2, "aa23456789abcdef0123456789abcdef", ModelJob.At.AddHours(2), "model", "fedcba9876543210fedcba9876543210", "00", 200, false, "host", 2));
        _job.Settle(1, UnitOutcome.Done, 153, 154, 160);

        var (_, first, _) = await ReportAsync("/1");
        var (_, second, _) = await ReportAsync("/last");

        using var before = JsonDocument.Parse(first);
        using var after = JsonDocument.Parse(second);
        Assert.Equal(("stopped", 2, 150), (before.RootElement.GetProperty("run").GetProperty("state").GetString(), Failed(before), Done(before)));
        Assert.Equal(("crashed", 0, 153), (after.RootElement.GetProperty("run").GetProperty("state").GetString(), Failed(after), Done(after)));
        Assert.Equal(1, after.RootElement.GetProperty("run").GetProperty("resumedFrom").GetInt32());
        Assert.Equal(ExitCode.Usage, (await ReportAsync("/3")).Exit);
    }

    [Theory]
    [InlineData("days", "days", "last")]
    [InlineData("days/3", "days", "3")]
    [InlineData("jobs/days.conf/last", "jobs/days.conf", "last")]
    [InlineData("jobs/days", "jobs/days", "last")]
    public void A_run_stands_behind_the_job(string text, string job, string run) => Assert.Equal((job, run), ReportVerb.Split(text));

    [Fact]
    public async Task A_file_gets_the_format_of_its_ending()
    {
        await _job.RunAsync("report", "-o", "report.html");

        Assert.StartsWith("<!doctype html>", await File.ReadAllTextAsync(_job.File("report.html")), StringComparison.Ordinal);
    }

    public void Dispose() => _job.Dispose();

    private static int Failed(JsonDocument report) => report.RootElement.GetProperty("units").GetProperty("failed").GetInt32();

    private static int Done(JsonDocument report) => report.RootElement.GetProperty("units").GetProperty("done").GetInt32();

    private async Task<(int Exit, string Out, string Error)> ReportAsync(string run)
    {
        var terminal = new RecordingTerminal(directory: _job.Directory);
        return (await terminal.RunAsync("report", _job.JobFile + run, "--json"), terminal.Out, terminal.Error);
    }
}
