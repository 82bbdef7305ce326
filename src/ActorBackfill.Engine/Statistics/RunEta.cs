using ActorBackfill.Domain.Progress;
using ActorBackfill.Domain.Progress.Estimating;

namespace ActorBackfill.Engine.Statistics;

/// <summary>The estimate of a run's end, made anew at most once a second of work: between, time passes for it as for the run. Owned by stats.</summary>
/// <param name="estimator">What has ended so far.</param>
/// <param name="toRun">Units that the run will deal.</param>
internal sealed class RunEta(EtaEstimator estimator, long toRun)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private long _toRun = toRun;
    private (TimeSpan At, long Left, int Workers, EtaInterval? Interval)? _last;

    /// <summary>Notes units that have ended.</summary>
    public void Ended(UnitsMeasured measured)
    {
        foreach (var (ordinal, milliseconds) in measured.Units)
        {
            estimator.Ended(ordinal, TimeSpan.FromMilliseconds(milliseconds), measured.At, measured.Workers);
        }
    }

    /// <summary>Notes units that the run will not deal after all.</summary>
    /// <param name="units">How many.</param>
    public void Leave(long units) => _toRun -= units;

    /// <summary>Gets the interval, or null when it cannot be told.</summary>
    /// <param name="gauges">What the supervisor sees.</param>
    /// <param name="ended">Units that got their outcome in this run.</param>
    /// <param name="requests">Requests made in this run.</param>
    public EtaInterval? Of(Gauges gauges, long ended, long requests)
    {
        var left = Math.Max(_toRun - ended, gauges.InFlight);
        if (_last is not { } last || left == 0 || gauges.Workers != last.Workers || gauges.Worked - last.At >= Fresh)
        {
            _last = last = (gauges.Worked, left, gauges.Workers, estimator.Estimate(new EtaNow
            {
                Elapsed = gauges.Worked,
                Workers = Math.Max(1, gauges.Workers),
                Left = left,
                Running = gauges.Running,
                RequestsPerSecond = gauges.RequestsPerSecond,
                RequestsPerUnit = ended > 0 ? (double)requests / ended : 0,
                Blocked = gauges.Blocked,
            }));
        }

        return last.Interval is { } said ? new EtaInterval(Less(said.Low, gauges.Worked - last.At), Less(said.High, gauges.Worked - last.At)) : null;
    }

    private static TimeSpan Less(TimeSpan time, TimeSpan by) => time > by ? time - by : TimeSpan.Zero;
}
