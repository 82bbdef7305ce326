using System.Collections.Immutable;

namespace ActorBackfill.Engine.Controlling;

/// <summary>
/// Command, host to supervisor: change something while the run goes on. Takes effect at once, is journaled as
/// <see cref="Domain.Checkpoints.ControlChanged"/>, and is answered by <see cref="RunChanged"/>.
/// </summary>
/// <param name="Who">Who asks, for the journal: <c>ann (uid 1000, pid 4242)</c>.</param>
public abstract record ChangeRun(string Who);

/// <summary>Command, host to supervisor: no new request from now on; units in flight wait between their requests, and their time stands still.</summary>
/// <param name="Who">Who asks.</param>
public sealed record PauseRun(string Who) : ChangeRun(Who);

/// <summary>Command, host to supervisor: go on.</summary>
/// <param name="Who">Who asks.</param>
public sealed record UnpauseRun(string Who) : ChangeRun(Who);

/// <summary>Command, host to supervisor: so many units at a time. More begin at once; those too many end with what they hold.</summary>
/// <param name="Who">Who asks.</param>
/// <param name="Workers">From 1; null means as many as the source's limit can feed.</param>
public sealed record ScaleRun(string Who, int? Workers) : ChangeRun(Who);

/// <summary>Command, host to supervisor: another rate of the source's requests.</summary>
/// <param name="Who">Who asks.</param>
/// <param name="RequestsPerSecond">Above 0; null means as the job says.</param>
public sealed record LimitRun(string Who, double? RequestsPerSecond) : ChangeRun(Who);

/// <summary>Command, host to supervisor: note who asked for the stop that follows as <see cref="Supervising.StopRun"/> or <see cref="Supervising.CancelRun"/>.</summary>
/// <param name="Who">Who asks.</param>
/// <param name="Now">Whether units in flight are cancelled.</param>
public sealed record NoteStop(string Who, bool Now) : ChangeRun(Who);

/// <summary>
/// Command, host to supervisor: open units again that have their end, and deal them in this run. Journaled as
/// <see cref="Domain.Checkpoints.UnitsRequeued"/> before it is answered, by <see cref="UnitsRetried"/>.
/// </summary>
/// <param name="Who">Who asks.</param>
/// <param name="Units">Runs of ordinals: first, count, first, count.</param>
/// <param name="Reason">Why, for the history.</param>
public sealed record RetryUnits(string Who, ImmutableArray<long> Units, string Reason) : ChangeRun(Who);

/// <summary>
/// Command, host to supervisor: quarantine units that are open or failed, so that this run and later ones leave them. Journaled as
/// <see cref="Domain.Checkpoints.UnitsQuarantined"/> before it is answered, by <see cref="UnitsParked"/>.
/// </summary>
/// <param name="Who">Who asks.</param>
/// <param name="Units">Runs of ordinals: first, count, first, count.</param>
/// <param name="Reason">Why, for the history.</param>
public sealed record ParkUnits(string Who, ImmutableArray<long> Units, string Reason) : ChangeRun(Who);

/// <summary>Event, supervisor to whoever asked: how it is now.</summary>
/// <param name="Text">For people, one sentence.</param>
public sealed record RunChanged(string Text);

/// <summary>Event, supervisor to whoever asked: the journal holds that units are open again.</summary>
/// <param name="Opened">How many; the run is at the others, or still comes to them by itself.</param>
/// <param name="Dealt">How many of them are dealt in this run; those that are not of its plan wait for another.</param>
public sealed record UnitsRetried(long Opened, long Dealt);

/// <summary>Event, supervisor to whoever asked: the journal holds that units are quarantined.</summary>
/// <param name="Parked">How many; the others were settled, skipped or quarantined already.</param>
/// <param name="Busy">How many of the others are being worked on, and stay as they are.</param>
public sealed record UnitsParked(long Parked, long Busy);

/// <summary>Event, supervisor to whoever asked: nothing was changed.</summary>
/// <param name="Reason">Why, one sentence.</param>
public sealed record ChangeRefused(string Reason);

/// <summary>Command, supervisor to a worker that holds nothing: stop yourself.</summary>
internal sealed record DrainWorker
{
    public static DrainWorker Instance { get; } = new();
}
