using System.Text;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Telemetry;

/// <summary>What a collector gets of real runs.</summary>
[Collection(Metrics.OneMeter.Name)]
public sealed class OtlpRunTests : IDisposable
{
    private readonly WorkDirectory _work = new();
    private readonly DaySource _source = new();
    private readonly Collector _collector = new();

    [Fact]
    public async Task Metrics_of_a_run_arrive_with_their_units_and_without_the_keys_of_units()
    {
        await RunAsync(_ => true, 19, ("OTEL_SERVICE_NAME", "nightly"), ("OTEL_RESOURCE_ATTRIBUTES", "site=north"), ("OTEL_EXPORTER_OTLP_HEADERS", "x-key=secret"));

        var metrics = _collector.Metrics.ToList();
        string[] expected = ["backfill.units.ended", "backfill.rows", "backfill.requests", "backfill.unit.duration", "backfill.ratelimit.wait.duration", "backfill.journal.append.duration", "backfill.lease.lost"];
        Assert.All(expected, name => Assert.Contains(metrics, m => m.Name == name));
        Assert.Contains(metrics, m => m is { Name: "backfill.unit.duration", Unit: "s", Count: 19 });
        Assert.All(metrics, m => Assert.Equal(("nightly", "north"), (m.Resource["service.name"], m.Resource["site"])));
        Assert.Contains(metrics.Where(m => m.Name == "backfill.unit.duration").SelectMany(m => m.Points), p => p["backfill.job"] == "days" && p["backfill.unit.outcome"] == "done");
        Assert.DoesNotContain(metrics.SelectMany(m => m.Points).SelectMany(p => p.Values), v => v.Contains("2024-", StringComparison.Ordinal));
        Assert.Contains(("/v1/metrics", (string?)"secret"), _collector.Requests);
    }

    [Fact]
    public async Task Each_unit_is_a_trace_that_is_linked_to_its_run_and_holds_no_address()
    {
        var failures = 0;
        _source.Status = day => day == "2024-01-07" && Interlocked.Increment(ref failures) == 1 ? 500 : day == "2024-01-09" ? 404 : 200;
        await RunAsync(c => c.Spans.Count(s => s.Name == "backfill.unit") == 19, requests: 20);
        await _collector.UntilAsync(c => c.Spans.Any(s => s.Name == "backfill.run"));

        var spans = _collector.Spans.ToList();
        var run = Assert.Single(spans, s => s.Name == "backfill.run");
        var units = spans.Where(s => s.Name == "backfill.unit").ToDictionary(s => s.Attributes["backfill.unit.key"]);
        Assert.Equal(units.Count + 1, units.Values.Append(run).Select(s => s.Trace).Distinct().Count());
        Assert.All(units.Values, u => Assert.Equal([run.Id], u.Links));
        Assert.Equal(2, Below(units["day=2024-01-07"], "backfill.fetch").Count);
        Assert.Single(Below(units["day=2024-01-07"], "backfill.commit"));
        var failed = units["day=2024-01-09"];
        Assert.Equal((true, "not-found", "failed"), (failed.IsError, failed.Attributes["error.type"], failed.Attributes["backfill.unit.outcome"]));
        Assert.Empty(Below(failed, "backfill.commit"));
        Assert.DoesNotContain("127.0.0.1", string.Join(' ', spans.SelectMany(s => s.Attributes.Values)), StringComparison.Ordinal);

        List<SentSpan> Below(SentSpan parent, string name) => [.. spans.Where(s => s.Name == name && s.Parent == parent.Id && s.Trace == parent.Trace)];
    }

    [Fact]
    public async Task Lines_of_the_log_arrive_with_their_template_and_level()
    {
        _source.Status = day => day == "2024-01-09" ? 404 : 200;
        await RunAsync(c => c.Logs.Any(l => l.Severity >= 13), 19);

        var failed = Assert.Single(_collector.Logs, l => l.Text.Contains("2024-01-09", StringComparison.Ordinal) && l.Severity >= 13);
        Assert.Contains("{Unit}", failed.Attributes["{OriginalFormat}"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_switched_off_does_not_arrive()
    {
        await RunAsync(_ => true, 19, ("OTEL_TRACES_EXPORTER", "none"), ("OTEL_LOGS_EXPORTER", "none"));
        Assert.Empty(_collector.Spans);
        Assert.Empty(_collector.Logs);
    }

    [Fact]
    public async Task A_sampler_that_takes_nothing_leaves_no_span()
    {
        await RunAsync(_ => true, 19, ("OTEL_TRACES_SAMPLER", "always_off"));
        Assert.Empty(_collector.Spans);
    }

    [Theory]
    [InlineData("OTEL_SDK_DISABLED", "true")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "")]
    public async Task Without_an_endpoint_or_switched_off_nothing_is_contacted(string name, string value)
    {
        var variables = _collector.Variables.Where(v => v.Name != name).Append((name, value)).ToArray();
        var terminal = new RecordingTerminal(directory: _work.Path, variables: variables);

        Assert.Equal(ExitCode.Complete, await terminal.RunAsync(["run", _work.File(WorkDirectory.Job), .. _source.Flag]));
        Assert.Empty(_collector.Requests);
    }

    [Fact]
    public async Task A_wrong_endpoint_is_said_without_its_text_and_fails_nothing()
    {
        var terminal = new RecordingTerminal(directory: _work.Path, variables: ("OTEL_EXPORTER_OTLP_ENDPOINT", "token-4711"));

        Assert.Equal(ExitCode.Complete, await terminal.RunAsync(["run", _work.File(WorkDirectory.Job), .. _source.Flag]));
        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT is not an absolute address", terminal.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("4711", terminal.Error + terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_of_the_job_reach_no_collector()
    {
        _work.Write("secret.conf", (await File.ReadAllTextAsync(_work.File(WorkDirectory.Job))).Replace(
            "path = \"/rows?day={day}\"", "path = \"/rows?day={day}&key=canary-77aa\"", StringComparison.Ordinal));
        _source.Status = day => day == "2024-01-09" ? 404 : 200;
        await RunAsync(c => c.Logs.Any(l => l.Severity >= 13), 19, "secret.conf");

        Assert.NotEmpty(_collector.Bodies);
        Assert.DoesNotContain("canary-77aa", string.Concat(_collector.Bodies.Select(Encoding.UTF8.GetString)), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _collector.Dispose();
        _source.Dispose();
        _work.Dispose();
    }

    private Task RunAsync(Func<Collector, bool> isEnough, int requests, params (string Name, string Value)[] variables) =>
        RunAsync(isEnough, requests, WorkDirectory.Job, variables);

    // The last unit is held back until enough has come: what the end of a run still sends has a time limit, which a busy machine may miss.
    private async Task RunAsync(Func<Collector, bool> isEnough, int requests, string job, params (string Name, string Value)[] variables)
    {
        _source.HoldAfter = requests;
        var terminal = new RecordingTerminal(directory: _work.Path, variables: [.. _collector.Variables, .. variables]);
        var run = terminal.RunAsync(["run", _work.File(job), .. _source.Flag]);
        await _collector.UntilAsync(c => isEnough(c) && c.Metrics.Any(m => m is { Name: "backfill.unit.duration", Count: 19 }));
        _source.Release();
        Assert.Contains(await run, new[] { ExitCode.Complete, ExitCode.UnitsFailed });
    }
}
