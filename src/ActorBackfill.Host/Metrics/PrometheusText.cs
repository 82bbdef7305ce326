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
    /// <param name="meter">The meter; its instruments are observable ones that measure doubles.</param>
    public static string Of(Meter meter)
    {
        var families = new SortedDictionary<string, (Instrument Instrument, List<string> Lines)>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter == meter)
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(families, instrument, value, tags));
        listener.Start();
        // Calls back on this thread: nothing has to be locked.
        listener.RecordObservableInstruments();
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

    private static void Add(
        SortedDictionary<string, (Instrument Instrument, List<string> Lines)> families, Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var name = NameOf(instrument.Name, instrument.Unit, IsCounter(instrument));
        if (!families.TryGetValue(name, out var family))
        {
            families.Add(name, family = (instrument, []));
        }

        var line = new StringBuilder(name);
        for (var i = 0; i < tags.Length; i++)
        {
            line.Append(i == 0 ? '{' : ',').Append(Plain(tags[i].Key)).Append("=\"");
            line.Append(Escaped(Convert.ToString(tags[i].Value, CultureInfo.InvariantCulture) ?? "", isLabel: true)).Append('"');
        }

        line.Append(tags.Length == 0 ? " " : "} ").Append(Number(value));
        family.Lines.Add(line.ToString());
    }

    private static string Text(SortedDictionary<string, (Instrument Instrument, List<string> Lines)> families)
    {
        var text = new StringBuilder();
        foreach (var (name, (instrument, lines)) in families)
        {
            text.Append("# HELP ").Append(name).Append(' ').Append(Escaped(instrument.Description ?? "", isLabel: false)).Append('\n');
            text.Append("# TYPE ").Append(name).Append(IsCounter(instrument) ? " counter\n" : " gauge\n");
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
