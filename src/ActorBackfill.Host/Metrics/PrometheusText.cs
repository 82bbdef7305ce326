using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace ActorBackfill.Host.Metrics;

/// <summary>Writes what a meter measures as Prometheus reads it: text format 0.0.4, names as OpenTelemetry translates them.</summary>
internal static class PrometheusText
{
    /// <summary>The media type of the text.</summary>
    public const string ContentType = "text/plain; version=0.0.4";

    /// <summary>Measures now and writes it.</summary>
    /// <param name="meter">The meter; its instruments measure doubles.</param>
    /// <param name="totals">What its histograms were told; null when it has none.</param>
    public static string Of(Meter meter, HistogramTotals? totals = null)
    {
        var families = new SortedDictionary<string, (Instrument Instrument, List<string> Lines)>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter == meter && instrument.IsObservable)
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(families, instrument, value, tags));
        listener.Start();
        // Calls back on this thread: nothing has to be locked.
        listener.RecordObservableInstruments();
        foreach (var (instrument, series) in totals?.Read() ?? [])
        {
            var name = NameOf(instrument.Name, instrument.Unit, isCounter: false);
            families.Add(name, (instrument, [.. series.SelectMany(s => Lines(name, s.Labels, s.Sum))]));
        }

        return Text(families);
    }

    /// <summary>Gets the name of an instrument: its own with <c>_</c> for what Prometheus does not take, its unit, and <c>_total</c> for counters.</summary>
    /// <param name="name">The instrument's name.</param>
    /// <param name="unit">Its unit by UCUM; annotations in braces are left out.</param>
    /// <param name="isCounter">Whether it only grows.</param>
    public static string NameOf(string name, string? unit, bool isCounter)
    {
        var text = Plain(name);
        var suffix = unit switch
        {
            null or "" or "1" => "",
            "s" => "_seconds",
            "By" => "_bytes",
            _ when unit.EndsWith("}/s", StringComparison.Ordinal) => "_per_second",
            _ when unit[0] == '{' => "",
            _ => "_" + Plain(unit),
        };
        text = suffix.Length > 0 && !text.EndsWith(suffix, StringComparison.Ordinal) ? text + suffix : text;
        return isCounter && !text.EndsWith("_total", StringComparison.Ordinal) ? text + "_total" : text;
    }

    /// <summary>Gets attributes as labels, without the braces around them: <c>backfill_job="api",error_type="timeout"</c>.</summary>
    /// <param name="tags">The attributes.</param>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new StringBuilder();
        foreach (var (name, value) in tags)
        {
            labels.Append(labels.Length == 0 ? "" : ",").Append(Plain(name)).Append("=\"");
            labels.Append(Escaped(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", isLabel: true)).Append('"');
        }

        return labels.ToString();
    }

    private static void Add(
        SortedDictionary<string, (Instrument Instrument, List<string> Lines)> families, Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var name = NameOf(instrument.Name, instrument.Unit, IsCounter(instrument));
        if (!families.TryGetValue(name, out var family))
        {
            families.Add(name, family = (instrument, []));
        }

        family.Lines.Add(Line(name, Labels(tags), Number(value)));
    }

    private static IEnumerable<string> Lines(string name, string labels, HistogramSum sum)
    {
        // Each bucket holds those before it, too.
        var count = 0L;
        for (var i = 0; i < sum.Counts.Length; i++)
        {
            count += sum.Counts[i];
            var bound = $"le=\"{(i < sum.Bounds.Length ? Number(sum.Bounds[i]) : "+Inf")}\"";
            yield return Line(name + "_bucket", labels.Length == 0 ? bound : $"{labels},{bound}", Number(count));
        }

        yield return Line(name + "_sum", labels, Number(sum.Total));
        yield return Line(name + "_count", labels, Number(count));
    }

    private static string Line(string name, string labels, string value) => labels.Length == 0 ? $"{name} {value}" : $"{name}{{{labels}}} {value}";

    private static string Text(SortedDictionary<string, (Instrument Instrument, List<string> Lines)> families)
    {
        var text = new StringBuilder();
        foreach (var (name, (instrument, lines)) in families)
        {
            text.Append("# HELP ").Append(name).Append(' ').Append(Escaped(instrument.Description ?? "", isLabel: false)).Append('\n');
            text.Append("# TYPE ").Append(name).Append(instrument is Histogram<double> ? " histogram\n" : IsCounter(instrument) ? " counter\n" : " gauge\n");
            foreach (var line in lines)
            {
                text.Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    private static bool IsCounter(Instrument instrument) => instrument is ObservableCounter<double>;

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Escaped(string text, bool isLabel)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return isLabel ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }

    private static string Plain(string name)
    {
        var text = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        return text.Length > 0 && char.IsAsciiDigit(text[0]) ? "_" + text : text;
    }
}
