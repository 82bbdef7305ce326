using System.Collections.Concurrent;
using System.Diagnostics;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Listening;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Serving.Jobs;

namespace ActorBackfill.Host.Telemetry;

/// <summary>
/// The spans of one run: its own, and for each unit a trace with one span from its first fetch to its end in the journal, linked to the run's; below
/// that a span a fetch and one for the commit. Neither texts of errors nor addresses are in them: both may hold what is secret. Thread safe.
/// </summary>
internal sealed class RunTrace : IDisposable
{
    /// <summary>The source's name.</summary>
    public const string SourceName = "ActorBackfill";

    private static readonly ActivitySource Source = new(SourceName, VersionVerb.Version);

    private readonly string _job;
    private readonly TimeProvider _time;
    private readonly Activity? _run;
    private readonly ConcurrentDictionary<long, UnitSpan> _units = new();

    /// <summary>A run begins.</summary>
    /// <param name="job">Its name.</param>
    /// <param name="time">The clock.</param>
    public RunTrace(string job, TimeProvider time)
    {
        (_job, _time) = (job, time);
        _run = Start("backfill.run", default);
        _run?.SetTag("backfill.job", job);
    }

    /// <summary>Gets the time of now.</summary>
    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>A unit is fetched: an attempt begins.</summary>
    /// <param name="unit">Which.</param>
    /// <returns>The attempt's span; null when nobody wants it.</returns>
    public Activity? Fetch(PlanUnit unit)
    {
        var span = _units.GetOrAdd(unit.Ordinal, _ => new UnitSpan(Begin(unit.Key, default)));
        return Below(span, "backfill.fetch", default)?.SetTag("backfill.attempt", Interlocked.Increment(ref span.Attempts));
    }

    /// <summary>A group of units was committed, or was not.</summary>
    /// <param name="units">Which.</param>
    /// <param name="began">When it began.</param>
    /// <param name="error">Why it was not; null when it was.</param>
    public void Committed(IEnumerable<PlanUnit> units, DateTimeOffset began, string? error)
    {
        foreach (var unit in units)
        {
            if (_units.TryGetValue(unit.Ordinal, out var span) && Below(span, "backfill.commit", began) is { } commit)
            {
                Fail(commit, error);
                Stop(commit);
            }
        }
    }

    /// <summary>The journal holds the end of a unit.</summary>
    /// <param name="unit">How it ended.</param>
    /// <param name="key">Its name.</param>
    public void Ended(EndedUnit unit, string key)
    {
        // One that needed no fetch has its whole attempt behind it.
        var activity = _units.TryRemove(unit.Ordinal, out var span) ? span.Activity : Begin(key, Now.AddMilliseconds(-unit.Milliseconds));
        if (activity is null)
        {
            return;
        }

        activity.SetTag("backfill.unit.outcome", WireNames.Lower(unit.Outcome)).SetTag("backfill.rows", unit.Rows);
        Fail(activity, unit.Outcome is UnitOutcome.Failed or UnitOutcome.Quarantined ? unit.Category ?? "unknown" : null);
        Stop(activity);
    }

    /// <summary>Says more of the run.</summary>
    /// <param name="name">The attribute's name.</param>
    /// <param name="value">Its value.</param>
    public void Tag(string name, object value) => _run?.SetTag(name, value);

    /// <summary>Ends the run's span, and those of units that have not ended.</summary>
    public void Dispose()
    {
        foreach (var span in _units.Values)
        {
            span.Activity?.SetTag("backfill.unit.outcome", "open");
            Stop(span.Activity);
        }

        _units.Clear();
        Stop(_run);
    }

    /// <summary>Ends a span.</summary>
    /// <param name="activity">Which; null for none.</param>
    public static void Stop(Activity? activity)
    {
        // Ending one makes another the current one, which is none of ours: requests would carry it to the source.
        var current = Activity.Current;
        activity?.Dispose();
        Activity.Current = current;
    }

    /// <summary>Notes that what a span is about has failed.</summary>
    /// <param name="activity">The span.</param>
    /// <param name="category">Why; null when it has not failed.</param>
    public static void Fail(Activity? activity, string? category)
    {
        if (category is not null)
        {
            activity?.SetTag("error.type", category).SetStatus(ActivityStatusCode.Error);
        }
    }

    private Activity? Begin(string key, DateTimeOffset start)
    {
        ActivityLink[]? links = _run is null ? null : [new(_run.Context)];
        return Start("backfill.unit", default, start, links)?.SetTag("backfill.job", _job).SetTag("backfill.unit.key", key);
    }

    private static Activity? Below(UnitSpan span, string name, DateTimeOffset start) => span.Activity is { } unit ? Start(name, unit.Context, start) : null;

    private static Activity? Start(string name, ActivityContext parent, DateTimeOffset start = default, IEnumerable<ActivityLink>? links = null)
    {
        // Without a parent it is a trace of its own, whatever goes on around it; and it is not to be the parent of requests.
        var current = Activity.Current;
        Activity.Current = null;
        var activity = Source.StartActivity(name, ActivityKind.Internal, parent, tags: null, links, start);
        Activity.Current = current;
        return activity;
    }

    private sealed class UnitSpan(Activity? activity)
    {
        public int Attempts;

        public Activity? Activity { get; } = activity;
    }
}
