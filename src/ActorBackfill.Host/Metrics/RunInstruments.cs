using System.Collections.Immutable;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Host.Serving.Jobs;

namespace ActorBackfill.Host.Metrics;

/// <summary>What can be measured of a run. <c>docs/operating.md</c> has the same list.</summary>
internal static class RunInstruments
{
    private static readonly string[] Outcomes = [.. Enum.GetValues<UnitOutcome>().Select(WireNames.Lower)];
    private static readonly WaitReason[] Reasons = Enum.GetValues<WaitReason>();

    /// <summary>Gets all instruments.</summary>
    public static ImmutableArray<RunInstrument> All { get; } =
    [
        new("backfill.units", InstrumentKind.Level, "{unit}", "Units of the plans of the runs that go on, by state.", (p, i) => State(p.Units, i), "backfill.unit.state", [.. Outcomes, "open"]),
        new("backfill.units.ended", InstrumentKind.Counter, "{unit}", "Units that got an outcome.", (p, i) => i < p.EndedThisRun.Length ? p.EndedThisRun[i] : 0, "backfill.unit.outcome", Outcomes),
        One("backfill.rows", InstrumentKind.Counter, "{row}", "Rows committed.", p => p.Rows),
        One("backfill.rows.rejected", InstrumentKind.Counter, "{row}", "Rows set aside because they could not be taken.", p => p.Rejected),
        One("backfill.requests", InstrumentKind.Counter, "{request}", "Requests made of the source.", p => p.Requests),
        One("backfill.retries", InstrumentKind.Counter, "{attempt}", "Attempts that failed and were made again.", p => p.Retries),
        One("backfill.commits", InstrumentKind.Counter, "{commit}", "Groups of units that the sink took.", p => p.Groups),
        One("backfill.commit.time", InstrumentKind.Counter, "s", "Time that the sink took for them.", p => p.CommitTime.TotalSeconds),
        new("backfill.worker.time", InstrumentKind.Counter, "s", "Where the time of workers went.", (p, i) => p.Waits.Seconds.GetValueOrDefault(Reasons[i]), "backfill.wait.reason", [.. Reasons.Select(WireNames.Lower)]),
        One("backfill.units.in_flight", InstrumentKind.Level, "{unit}", "Units that workers hold.", p => p.InFlight),
        One("backfill.units.uncommitted", InstrumentKind.Level, "{unit}", "Units handed to the writer and not yet journaled.", p => p.Uncommitted),
        One("backfill.workers", InstrumentKind.Level, "{worker}", "Workers wanted.", p => p.Workers),
        One("backfill.slots.lost", InstrumentKind.Level, "{slot}", "Slots lost to attempts that did not end when they were told to.", p => p.LostSlots),
        One("backfill.lease.lost", InstrumentKind.Counter, "{lease}", "Leases taken back from attempts that did not end when they were told to.", p => p.LostSlots),
        One("backfill.runs.paused", InstrumentKind.Level, "{run}", "Runs that a person has paused.", p => p.Control.PausedSince is null ? 0 : 1),
        One("backfill.runs.waiting", InstrumentKind.Level, "{run}", "Runs in which nothing moves; backfill.worker.time says why.", p => p.WaitingFor is null ? 0 : 1),
        new("backfill.eta", InstrumentKind.Limit, "s", "Time left, an interval that holds the truth four times out of five; absent when it cannot be told.", (p, i) => Eta(p.Eta, i), "backfill.eta.bound", "low", "high"),
        One("backfill.ratelimit.rate", InstrumentKind.Limit, "{request}/s", "Requests a second that the source's budget allows; absent where it allows any number.", p => p.RequestsPerSecond ?? double.NaN),
    ];

    private static RunInstrument One(string name, InstrumentKind kind, string unit, string description, Func<RunProgress, double> read) =>
        new(name, kind, unit, description, (p, _) => read(p), null);

    private static double Eta(EtaInterval? eta, int position) => eta is not { } left ? double.NaN : (position == 0 ? left.Low : left.High).TotalSeconds;

    private static double State(UnitCounts units, int position) => position switch
    {
        (int)UnitOutcome.Done => units.Done,
        (int)UnitOutcome.Empty => units.Empty,
        (int)UnitOutcome.Skipped => units.Skipped,
        (int)UnitOutcome.Failed => units.Failed,
        (int)UnitOutcome.Quarantined => units.Quarantined,
        _ => units.Open,
    };
}
