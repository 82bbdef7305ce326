namespace ActorBackfill.Domain.Outcomes;

/// <summary>
/// An instant, told twice. Decisions go by what has passed since the run began, which no change of the wall clock touches; the journal and
/// people get the wall clock.
/// </summary>
/// <param name="Elapsed">Since the run began; never goes back.</param>
/// <param name="At">The wall clock.</param>
public readonly record struct Moment(TimeSpan Elapsed, DateTimeOffset At);
