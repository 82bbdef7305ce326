using System.Diagnostics.Metrics;
using ActorBackfill.Host.Metrics;

namespace ActorBackfill.Host.Tests.Metrics;

/// <summary>The text that Prometheus reads.</summary>
[Collection(OneMeter.Name)]
public sealed class PrometheusTextTests
{
    [Theory]
    [InlineData("backfill.units.in_flight", "{unit}", false, "backfill_units_in_flight")]
    [InlineData("backfill.requests", "{request}", true, "backfill_requests_total")]
    [InlineData("backfill.worker.time", "s", true, "backfill_worker_time_seconds_total")]
    [InlineData("backfill.ratelimit.rate", "{request}/s", false, "backfill_ratelimit_rate_per_second")]
    [InlineData("1st.size", "By", false, "_1st_size_bytes")]
    [InlineData("wait_seconds", "s", false, "wait_seconds")]
    public void Names_are_those_that_OpenTelemetry_translates_to(string name, string unit, bool isCounter, string expected) =>
        Assert.Equal(expected, PrometheusText.NameOf(name, unit, isCounter));

    [Fact]
    public void A_family_has_one_head_and_hostile_values_stay_in_their_quotes()
    {
        using var meter = new Meter("test");
        meter.CreateObservableCounter("rows", () => new Measurement<double>[] { new(1.5, Job("a\"} 7\nrows_total{x=\"\\")), new(2, Job("b")) }, "{row}", "Rows\nof \\ it.");
        meter.CreateObservableGauge("free", () => 1e21);

        Assert.Equal(
            """
            # HELP free 
            # TYPE free gauge
            free 1E+21
            # HELP rows_total Rows\nof \\ it.
            # TYPE rows_total counter
            rows_total{backfill_job="a\"} 7\nrows_total{x=\"\\"} 1.5
            rows_total{backfill_job="b"} 2

            """.ReplaceLineEndings("\n"),
            PrometheusText.Of(meter));
    }

    [Fact]
    public void Other_meters_are_not_told()
    {
        using var own = new Meter("same");
        using var other = new Meter("same");
        other.CreateObservableGauge("foreign", () => 1);

        Assert.Equal("", PrometheusText.Of(own));
    }

    private static KeyValuePair<string, object?> Job(string name) => new(BackfillMeter.JobAttribute, name);
}
