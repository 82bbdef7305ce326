using System.Diagnostics.Metrics;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Host.JobFiles;
using ActorBackfill.Host.Metrics;

namespace ActorBackfill.Host.Tests.Metrics;

/// <summary>What the meter tells of runs.</summary>
[Collection(OneMeter.Name)]
public sealed class BackfillMeterTests : IDisposable
{
    private readonly BackfillMeter _meter = new();

    [Fact]
    public void Runs_of_a_job_add_up_and_what_ended_ones_counted_stays()
    {
        using var first = _meter.Begin("api");
        using var second = _meter.Begin("api");
        first.Update(Progress(rows: 10, inFlight: 3));
        second.Update(Progress(rows: 5, inFlight: 2));
        var both = Read();
        first.Dispose();
        var one = Read();

        Assert.Equal((15, 5), (both["backfill.rows api"], both["backfill.units.in_flight api"]));
        Assert.Equal((15, 2), (one["backfill.rows api"], one["backfill.units.in_flight api"]));
    }

    [Fact]
    public void A_counter_never_goes_down()
    {
        using var run = _meter.Begin("api");
        run.Update(Progress(working: 8));
        run.Update(Progress(working: 6));
        var before = Read()["backfill.worker.time api working"];
        run.Update(Progress(working: 9));

        Assert.Equal((8, 9), (before, Read()["backfill.worker.time api working"]));
    }

    [Fact]
    public void What_comes_after_the_end_of_a_run_is_not_counted()
    {
        var run = _meter.Begin("api");
        run.Update(Progress(rows: 1));
        run.Dispose();
        run.Update(Progress(rows: 100));
        run.Dispose();

        Assert.Equal(1, Read()["backfill.rows api"]);
    }

    [Fact]
    public void States_add_up_to_the_plan_and_a_rate_without_limit_is_not_told()
    {
        using var limited = _meter.Begin("api");
        using var free = _meter.Begin("pages");
        limited.Update(Progress() with { RequestsPerSecond = 20 });
        free.Update(Progress());
        var values = Read();

        Assert.Equal(100, values.Where(v => v.Key.StartsWith("backfill.units api ", StringComparison.Ordinal)).Sum(v => v.Value));
        Assert.Equal(87, values["backfill.units api open"]);
        Assert.Equal(20, values["backfill.ratelimit.rate api"]);
        Assert.DoesNotContain("backfill.ratelimit.rate pages", values.Keys);
    }

    [Fact]
    public async Task The_manual_lists_every_instrument_with_its_unit_and_the_values_of_its_attribute()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(JobFolders.Default()[0], "..", "..", "docs", "operating.md"));

        Assert.All(RunInstruments.All, i => Assert.Contains($"| `{i.Name}` | {i.Unit} |", text, StringComparison.Ordinal));
        Assert.All(RunInstruments.All.Where(i => i.Attribute is not null), i => Assert.Contains($"`{i.Attribute}`", text, StringComparison.Ordinal));
        Assert.All(RunInstruments.All.SelectMany(i => i.Values), v => Assert.Contains($"`{v}`", text, StringComparison.Ordinal));
    }

    public void Dispose() => _meter.Dispose();

    private static RunProgress Progress(long rows = 0, int inFlight = 0, double working = 0) => new()
    {
        Units = new UnitCounts(100, 7, 3, 1, 1, 1),
        Rows = rows,
        InFlight = inFlight,
        Waits = new Waits(Waits.None.Seconds.Add(WaitReason.Working, working)),
    };

    private Dictionary<string, double> Read()
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter == _meter.Meter)
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
            values.Add(string.Join(' ', [instrument.Name, .. tags.ToArray().Select(t => (string)t.Value!)]), value));
        listener.Start();
        listener.RecordObservableInstruments();
        return values;
    }
}
