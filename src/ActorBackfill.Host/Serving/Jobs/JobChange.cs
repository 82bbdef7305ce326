using System.Text.Json.Serialization;

namespace ActorBackfill.Host.Serving.Jobs;

/// <summary>What somebody may ask of a submitted job. In the journal as part of <see cref="JobChanged"/>; versioned by adding types only.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(PauseJob), "pause")]
[JsonDerivedType(typeof(UnpauseJob), "unpause")]
[JsonDerivedType(typeof(ScaleJob), "scale")]
[JsonDerivedType(typeof(LimitJob), "rate")]
[JsonDerivedType(typeof(StopJob), "stop")]
[JsonDerivedType(typeof(ResumeJob), "resume")]
[JsonDerivedType(typeof(CancelJob), "cancel")]
[JsonDerivedType(typeof(RetryJob), "retry")]
internal abstract record JobChange;

/// <summary>No new request from now on, and no beginning while it waits; it keeps its place among those that run.</summary>
internal sealed record PauseJob : JobChange;

/// <summary>Go on.</summary>
internal sealed record UnpauseJob : JobChange;

/// <summary>So many units at a time, over all sources that are asked at once.</summary>
/// <param name="Workers">From 1; null means as the serve file says.</param>
internal sealed record ScaleJob(int? Workers) : JobChange;

/// <summary>Another rate of the requests of this job.</summary>
/// <param name="PerSecond">To each source, above 0; null means as the serve file says.</param>
internal sealed record LimitJob(double? PerSecond) : JobChange;

/// <summary>End, and keep what is open for <see cref="ResumeJob"/>.</summary>
/// <param name="Now">Whether units in flight are cancelled; otherwise they may end.</param>
internal sealed record StopJob(bool Now) : JobChange;

/// <summary>Go on with what a stopped or failed job has left.</summary>
internal sealed record ResumeJob : JobChange;

/// <summary>End for good; units in flight are cancelled.</summary>
internal sealed record CancelJob : JobChange;

/// <summary>Ask for units again that the journals of its runs have open again.</summary>
/// <param name="Units">How many were opened by this command; those of one before may wait too.</param>
/// <param name="Reason">Why, for the history.</param>
internal sealed record RetryJob(long Units, string Reason) : JobChange;
