using System.Globalization;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Domain.Progress.Estimating;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Planning;

/// <summary>How long the units that would run take, and where that comes from.</summary>
/// <param name="Requests">Requests in all.</param>
/// <param name="AreMeasured">Whether their number comes from earlier runs.</param>
/// <param name="Time">The time; null when nothing is known.</param>
/// <param name="Basis">Where it comes from, in words.</param>
internal sealed record PlanEstimate(long Requests, bool AreMeasured, TimeSpan? Time, string Basis)
{
    private const double MaxSeconds = 1e9;

    /// <summary>Gets where four of five such runs end; null when that is not known.</summary>
    public EtaInterval? Interval { get; init; }

    /// <summary>Gets the estimate: the longer of what the source's rate and what the workers allow.</summary>
    /// <param name="units">Units that would run.</param>
    /// <param name="workers">Units at a time.</param>
    /// <param name="isHttp">Whether units make requests.</param>
    /// <param name="rate">Requests a second that the source's limit allows, or null.</param>
    /// <param name="history">What earlier runs have measured.</param>
    /// <param name="forecast">Makes what that comes to, unit by unit and wave by wave, of workers and requests a unit; null where too little was measured.</param>
    public static PlanEstimate Of(long units, int workers, bool isHttp, double? rate, PlanHistory history, Func<int, double, EtaForecast?> forecast)
    {
        var perUnit = isHttp ? history.RequestsPerUnit : 0;
        var requests = isHttp ? (long)Math.Ceiling(units * (perUnit ?? 1)) : 0;
        double? byLimit = isHttp && rate is > 0 ? requests / rate : null;
        var measured = forecast(workers, perUnit ?? (isHttp ? 1 : 0));
        double? byWork = measured is not null ? measured.Time.TotalSeconds : history.Units > 0 ? units * history.SecondsPerUnit / workers : null;
        var isMeasured = perUnit is > 0 && isHttp;
        if (byLimit is null && byWork is null)
        {
            return new PlanEstimate(requests, isMeasured, null, "unknown: nothing has run yet, and the source has no limit");
        }

        return byLimit >= (byWork ?? 0)
            ? new PlanEstimate(requests, isMeasured, Seconds(byLimit.Value), $"limit {Wording.Rate(rate!.Value)}/s")
            : new PlanEstimate(requests, isMeasured, Seconds(byWork!.Value), Words(history, measured, workers)) { Interval = measured?.Interval };
    }

    private static string Words(PlanHistory history, EtaForecast? measured, int workers) => measured is { By: { } by, Fastest: { } fastest, Slowest: { } slowest }
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"measured by {PlainText.Of(by, 60)} over {measured.Units:#,0} units: {fastest.Seconds:0.###} s ({PlainText.Of(fastest.Value, 40)}) to {slowest.Seconds:0.###} s ({PlainText.Of(slowest.Value, 40)}) a unit, {workers} at a time")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"measured {history.SecondsPerUnit:0.###} s a unit over {history.Units:#,0} {(history.Units == 1 ? "unit" : "units")}, {workers} at a time");

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(Math.Min(seconds, MaxSeconds));
}
