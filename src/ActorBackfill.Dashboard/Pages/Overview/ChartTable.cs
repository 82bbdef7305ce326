using ActorBackfill.Domain.Progress;

namespace ActorBackfill.Dashboard.Pages.Overview;

/// <summary>A row of the chart's table: what the lines say, a second.</summary>
/// <param name="FromSeconds">Where it begins, since the run began.</param>
/// <param name="ToSeconds">Where it ends.</param>
/// <param name="Units">Units a second.</param>
/// <param name="Rows">Rows a second.</param>
/// <param name="Requests">Requests a second.</param>
/// <param name="Errors">Errors a second.</param>
public sealed record ChartTable(double FromSeconds, double ToSeconds, double Units, double Rows, double Requests, double Errors)
{
    private const int MostRows = 12;

    /// <summary>Gets the rows of a series, newest first: at most 12, each over as many stretches as the others.</summary>
    /// <param name="series">At least one stretch.</param>
    public static IEnumerable<ChartTable> Of(SampleSeries series)
    {
        var together = (series.Samples.Length + MostRows - 1) / MostRows;
        return series.Samples.Chunk(together).Select((chunk, i) => Of(series, i * together, chunk)).Reverse();
    }

    private static ChartTable Of(SampleSeries series, int first, RunSample[] chunk)
    {
        var sum = chunk.Aggregate(default(RunSample), (all, one) => all.And(one));
        var seconds = chunk.Length * series.WidthSeconds;
        var from = series.FirstSeconds + (first * series.WidthSeconds);
        return new ChartTable(from, from + seconds, sum.Units / seconds, sum.Rows / seconds, sum.Requests / seconds, sum.Errors / seconds);
    }
}
