using System.Globalization;
using System.Text;
using ActorBackfill.Dashboard.Web;
using ActorBackfill.Domain.Progress;

namespace ActorBackfill.Dashboard.Pages.Overview;

/// <summary>One line of the throughput chart, drawn in a box of 300 by 60.</summary>
/// <param name="Kind">Its class: <c>units</c>, <c>rows</c>, <c>requests</c> or <c>errors</c>.</param>
/// <param name="Name">What it is, for people.</param>
/// <param name="Points">Its corners as SVG takes them.</param>
/// <param name="Last">The last value, a second.</param>
/// <param name="Most">The highest value, a second.</param>
public sealed record ChartLine(string Kind, string Name, string Points, double Last, double Most)
{
    private const double Width = 300, Height = 60, Rim = 2;

    /// <summary>Gets the line in words.</summary>
    public string Summary => $"{Name}: now {Figures.Rate(Last)}, most {Figures.Rate(Most)}";

    /// <summary>Gets the lines of a series.</summary>
    /// <param name="series">At least one stretch.</param>
    public static IEnumerable<ChartLine> Of(SampleSeries series) =>
    [
        Of("units", "Units a second", series, s => s.Units),
        Of("rows", "Rows a second", series, s => s.Rows),
        Of("requests", "Requests a second", series, s => s.Requests),
        Of("errors", "Errors a second", series, s => s.Errors),
    ];

    private static ChartLine Of(string kind, string name, SampleSeries series, Func<RunSample, long> value)
    {
        double[] rates = [.. series.Samples.Select(s => value(s) / series.WidthSeconds)];
        var most = rates.Max();
        return new ChartLine(kind, name, Corners(rates, most), rates[^1], most);
    }

    // Each value is a step as wide as its stretch: nothing is drawn between two values that was not there.
    private static string Corners(double[] rates, double most)
    {
        var points = new StringBuilder();
        for (var i = 0; i < rates.Length; i++)
        {
            var y = Height - Rim - (most > 0 ? rates[i] / most * (Height - (2 * Rim)) : 0);
            Append(points, i * Width / rates.Length, y);
            Append(points, (i + 1) * Width / rates.Length, y);
        }

        return points.ToString();
    }

    private static void Append(StringBuilder points, double x, double y) =>
        points.Append(CultureInfo.InvariantCulture, $"{(points.Length == 0 ? "" : " ")}{x:0.#},{y:0.#}");
}
