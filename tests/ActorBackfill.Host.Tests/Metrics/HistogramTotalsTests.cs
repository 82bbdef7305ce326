using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.JobFiles;
using ActorBackfill.Host.Metrics;

namespace ActorBackfill.Host.Tests.Metrics;

/// <summary>What is told of single things, as Prometheus reads it.</summary>
[Collection(OneMeter.Name)]
public sealed class HistogramTotalsTests : IDisposable
{
    private readonly BackfillMeter _meter = new();

    [Fact]
    public void Buckets_hold_those_before_them_and_labels_tell_outcomes_apart()
    {
        using var run = _meter.Begin("api");
        run.UnitEnded(UnitOutcome.Done, null, 5);
        run.UnitEnded(UnitOutcome.Done, null, 4_000);
        run.UnitEnded(UnitOutcome.Failed, "timeout", 5_000_000);
        var text = PrometheusText.Of(_meter.Meter, _meter.Totals);

        const string Done = "backfill_job=\"api\",backfill_unit_outcome=\"done\"";
        const string Failed = "backfill_job=\"api\",backfill_unit_outcome=\"failed\",error_type=\"timeout\"";
        Assert.Contains("# TYPE backfill_unit_duration_seconds histogram\n", text, StringComparison.Ordinal);
        Assert.Contains($"backfill_unit_duration_seconds_bucket{{{Done},le=\"0.005\"}} 1\n", text, StringComparison.Ordinal);
        Assert.Contains($"backfill_unit_duration_seconds_bucket{{{Done},le=\"2.5\"}} 1\n", text, StringComparison.Ordinal);
        Assert.Contains($"backfill_unit_duration_seconds_bucket{{{Done},le=\"5\"}} 2\n", text, StringComparison.Ordinal);
        Assert.Contains($"backfill_unit_duration_seconds_sum{{{Done}}} 4.005\n", text, StringComparison.Ordinal);
        Assert.Contains($"backfill_unit_duration_seconds_bucket{{{Failed},le=\"3600\"}} 0\n", text, StringComparison.Ordinal);
        Assert.Contains($"backfill_unit_duration_seconds_bucket{{{Failed},le=\"+Inf\"}} 1\n", text, StringComparison.Ordinal);
        Assert.Contains($"backfill_unit_duration_seconds_count{{{Failed}}} 1\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Waits_and_appends_stay_when_their_run_has_ended()
    {
        using (var run = _meter.Begin("api"))
        {
            run.Waited(TimeSpan.FromSeconds(2));
            run.Appended(TimeSpan.FromMilliseconds(3));
        }

        var text = PrometheusText.Of(_meter.Meter, _meter.Totals);
        Assert.Contains("backfill_ratelimit_wait_duration_seconds_count{backfill_job=\"api\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("backfill_journal_append_duration_seconds_sum{backfill_job=\"api\"} 0.003\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_queue_is_told_by_state()
    {
        new QueueGauge(_meter.Meter).Set(7, 2);
        var text = PrometheusText.Of(_meter.Meter);

        Assert.Contains("backfill_jobs{backfill_job_state=\"queued\"} 7\n", text, StringComparison.Ordinal);
        Assert.Contains("backfill_jobs{backfill_job_state=\"running\"} 2\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_of_journals_are_measured_while_their_run_goes_on()
    {
        var journal = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(journal, new byte[1_000]);
            var run = _meter.Begin("api");
            run.WritesTo(journal);
            var during = PrometheusText.Of(_meter.Meter);
            run.Dispose();

            Assert.Contains("backfill_storage_size_bytes{backfill_job=\"api\",backfill_storage_file=\"journal\"} 1000\n", during, StringComparison.Ordinal);
            Assert.Contains("backfill_storage_size_bytes{backfill_job=\"api\",backfill_storage_file=\"journal_wal\"} 0\n", during, StringComparison.Ordinal);
            Assert.DoesNotContain("backfill_storage_size_bytes{", PrometheusText.Of(_meter.Meter), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(journal);
        }
    }

    [Fact]
    public async Task The_manual_lists_every_histogram_with_its_attributes()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(JobFolders.Default()[0], "..", "..", "docs", "operating.md"));

        Assert.All(RunHistograms.All, i => Assert.Contains($"| `{i.Name}` | {i.Unit} | histogram |", text, StringComparison.Ordinal));
        Assert.All(RunHistograms.All.SelectMany(i => i.Attributes), a => Assert.Contains($"`{a}`", text, StringComparison.Ordinal));
        Assert.Contains($"| `{QueueGauge.Name}` | {{job}} |", text, StringComparison.Ordinal);
        Assert.Contains($"| `{StorageGauge.Name}` | By |", text, StringComparison.Ordinal);
    }

    public void Dispose() => _meter.Dispose();
}
