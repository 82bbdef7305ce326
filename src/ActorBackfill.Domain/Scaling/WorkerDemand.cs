namespace ActorBackfill.Domain.Scaling;

/// <summary>
/// How many workers a source's limit can feed, by Little's law: the time a worker is busy per request, its waits for the limit left out,
/// times the requests a second that the limit allows. Averages over the last seconds; pure.
/// </summary>
public sealed record WorkerDemand
{
    // Weight of the newest sample: at two a second, what is four seconds old counts a sixth.
    private const double Weight = 0.2;

    // So many workers more than the average needs, in parts: answers take longer now and then, and the budget is used all the same.
    private const double Headroom = 0.1;

    // Below so many requests in the samples that count, an average says nothing.
    private const double LeastRequests = 3;

    private double _workers;
    private double _inFlight;
    private double _requests;

    /// <summary>Gets the demand after one more sample.</summary>
    /// <param name="sample">The sample.</param>
    public WorkerDemand With(LoadSample sample) => new()
    {
        _workers = Blend(_workers, Math.Max(0, sample.Busy - sample.Waiting) * sample.Seconds),
        _inFlight = Blend(_inFlight, sample.InFlight * sample.Seconds),
        _requests = Blend(_requests, sample.Requests),
    };

    /// <summary>Gets the workers that are needed to use up the limit; null when there is none, or too little is known.</summary>
    /// <param name="perSecond">Requests a second that are allowed; null means any.</param>
    /// <param name="concurrency">Requests in flight that are allowed; null means any.</param>
    /// <returns>From 1.</returns>
    public int? Workers(double? perSecond, int? concurrency)
    {
        if (_requests < LeastRequests * Weight || (perSecond is null && concurrency is null))
        {
            return null;
        }

        var byRate = perSecond is { } rate ? _workers / _requests * rate : double.PositiveInfinity;
        var byConcurrency = concurrency is { } most && _inFlight > 0 ? _workers / _inFlight * most : double.PositiveInfinity;
        var needed = Math.Min(byRate, byConcurrency) * (1 + Headroom);
        return double.IsFinite(needed) ? (int)Math.Clamp(Math.Ceiling(needed), 1, int.MaxValue) : null;
    }

    private static double Blend(double before, double now) => (before * (1 - Weight)) + (now * Weight);
}

/// <summary>How busy a run was in one stretch of time.</summary>
/// <param name="Seconds">Its length.</param>
/// <param name="Busy">Workers with a unit, at its end.</param>
/// <param name="Waiting">Requests that wait for the limit, at its end.</param>
/// <param name="InFlight">Requests in flight, at its end.</param>
/// <param name="Requests">Requests that began in it.</param>
public readonly record struct LoadSample(double Seconds, int Busy, int Waiting, int InFlight, long Requests);
