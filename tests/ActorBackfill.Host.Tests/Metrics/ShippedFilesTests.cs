using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;
using ActorBackfill.Host.JobFiles;
using ActorBackfill.Host.Metrics;

namespace ActorBackfill.Host.Tests.Metrics;

/// <summary>The dashboard and the alert rules go by what the meter measures: a name that it does not have is a panel without a line, and an alert that never fires.</summary>
[Collection(OneMeter.Name)]
public sealed partial class ShippedFilesTests
{
    private static readonly string Root = Path.Combine(JobFolders.Default()[0], "..", "..");

    [Theory]
    [InlineData("ops/grafana/backfill.json")]
    [InlineData("ops/alerts/backfill.rules.yml")]
    public void Every_metric_and_every_label_is_one_of_the_meter(string file)
    {
        var (metrics, labels) = Known();
        var asked = Expressions(file);

        Assert.True(asked.Count >= 5, $"{asked.Count} expressions are read");
        Assert.Empty(asked.SelectMany(MetricsOf).Except(metrics));
        Assert.Empty(asked.SelectMany(LabelsOf).Except(labels));
    }

    [Fact]
    public void What_the_issue_of_an_alert_needs_is_there()
    {
        var alerts = Alert().Matches(Read("ops/alerts/backfill.rules.yml")).Select(m => m.Groups[1].Value).ToList();
        var manual = Read("docs/operating.md");

        Assert.Equal(["BackfillStalled", "BackfillFailureRatio", "BackfillLeaseChurn", "BackfillWalSize", "BackfillEtaPastDeadline"], alerts);
        Assert.All(alerts, a => Assert.Contains($"| {a} |", manual, StringComparison.Ordinal));
    }

    [Fact]
    public void Panels_of_the_dashboard_have_titles_and_numbers_of_their_own_and_do_not_lie_on_each_other()
    {
        using var dashboard = JsonDocument.Parse(Read("ops/grafana/backfill.json"));
        var panels = dashboard.RootElement.GetProperty("panels").EnumerateArray().ToList();

        Assert.Equal(panels.Count, panels.Select(p => p.GetProperty("id").GetInt32()).Distinct().Count());
        Assert.Equal(panels.Count, panels.Select(p => p.GetProperty("gridPos")).Select(g => (g.GetProperty("x").GetInt32(), g.GetProperty("y").GetInt32())).Distinct().Count());
        Assert.All(panels, p => Assert.NotEqual("", p.GetProperty("title").GetString()));
    }

    [Fact]
    public void A_name_that_the_meter_has_not_would_be_found()
    {
        const string Expression = "sum by (backfill_job, nonsense) (rate(backfill_rowz_total{backfill_job=~\"$job\", other!=\"\"}[5m])) / time()";

        Assert.Equal(["backfill_rowz_total"], MetricsOf(Expression));
        Assert.Equal(["backfill_job", "nonsense", "backfill_job", "other"], LabelsOf(Expression));
    }

    private static (HashSet<string> Metrics, HashSet<string> Labels) Known()
    {
        using var meter = new BackfillMeter();
        _ = new QueueGauge(meter.Meter);
        var metrics = new HashSet<string>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter == meter.Meter)
            {
                var name = PrometheusText.NameOf(instrument.Name, instrument.Unit, instrument is ObservableCounter<double>);
                metrics.UnionWith(instrument is Histogram<double> ? [name + "_bucket", name + "_sum", name + "_count"] : [name]);
            }
        };
        listener.Start();
        IEnumerable<string> attributes =
        [
            BackfillMeter.JobAttribute, QueueGauge.StateAttribute, StorageGauge.FileAttribute,
            .. RunInstruments.All.Select(i => i.Attribute).OfType<string>(), .. RunHistograms.All.SelectMany(i => i.Attributes),
        ];
        return (metrics, [.. attributes.Select(a => a.Replace('.', '_')), "le"]);
    }

    private static List<string> Expressions(string file)
    {
        var text = Read(file);
        if (!file.EndsWith(".json", StringComparison.Ordinal))
        {
            return [.. Rule().Matches(text).Select(m => m.Groups[1].Value)];
        }

        using var dashboard = JsonDocument.Parse(text);
        return
        [
            .. dashboard.RootElement.GetProperty("panels").EnumerateArray()
                .SelectMany(p => p.GetProperty("targets").EnumerateArray())
                .Select(t => t.GetProperty("expr").GetString()!),
        ];
    }

    private static IEnumerable<string> MetricsOf(string expression) =>
        Metric().Matches(Grouping().Replace(Selector().Replace(expression, ""), "")).Select(m => m.Value);

    private static IEnumerable<string> LabelsOf(string expression) =>
    [
        .. Grouping().Matches(expression).SelectMany(m => m.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries)),
        .. Selector().Matches(expression).SelectMany(m => Label().Matches(m.Value)).Select(m => m.Groups[1].Value),
    ];

    private static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    // A name with a colon is a rule's own.
    [GeneratedRegex(@"(?<![\w:])backfill_\w+")]
    private static partial Regex Metric();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Selector();

    [GeneratedRegex(@"\b(?:by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)")]
    private static partial Regex Grouping();

    [GeneratedRegex(@"(\w+)\s*(?:=~|!~|!=|=)")]
    private static partial Regex Label();

    [GeneratedRegex(@"^\s+expr: (.+)$", RegexOptions.Multiline)]
    private static partial Regex Rule();

    [GeneratedRegex(@"^\s+- alert: (\w+)$", RegexOptions.Multiline)]
    private static partial Regex Alert();
}
